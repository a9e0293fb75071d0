package io.firedrill.engine.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;

import io.firedrill.engine.library.Approvals;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.target.TargetSystems;
import io.firedrill.engine.target.Targets;
import io.firedrill.runbooks.model.Runbook;

/** Thinks a start through without changing anything; the real start and the dry run use the same. */
@Component
class StartPlanner {
    private final Library library;
    private final Approvals approvals;
    private final Targets targets;
    private final TargetSystems systems;
    private final TargetFit fit;
    private final Fences fences;

    StartPlanner(
            Library library,
            Approvals approvals,
            Targets targets,
            TargetSystems systems,
            TargetFit fit,
            Fences fences) {
        this.library = library;
        this.approvals = approvals;
        this.targets = targets;
        this.systems = systems;
        this.fit = fit;
        this.fences = fences;
    }

    StartPlan plan(StartRequest request) {
        var problems = new ArrayList<Problem>();
        var warnings = new ArrayList<String>();
        var entry = entry(request, problems);
        var target = target(request, problems);
        var parameters = entry.map(found -> Parameters.read(found.runbook(), request.parameters(), request.mode()))
                .orElse(new Parameters(Map.of(), List.of()));
        problems.addAll(parameters.problems());
        real(request, problems);
        fences.find(Fences.ALL)
                .ifPresent(halt -> problems.add(Problem.of(
                        "FD-HALT-ALL",
                        "Everything is halted since " + halt.since() + " by " + halt.actor() + ": " + halt.reason(),
                        "Lift it first: firedrill halt-all off")));
        var approved = false;
        if (entry.isPresent() && target.isPresent())
            approved = judge(request, entry.get(), target.get().name(), parameters.values(), problems, warnings);
        return new StartPlan(
                request, entry.orElse(null), target.orElse(null), parameters, approved, problems, warnings);
    }

    private Optional<Library.Entry> entry(StartRequest request, List<Problem> problems) {
        var entry = library.find(request.runbook(), request.version());
        if (entry.isEmpty()) {
            var version = request.version() == null ? "" : " version '" + request.version() + "'";
            problems.add(Problem.at(
                    "runbook",
                    "FD-NO-RUNBOOK",
                    "There is no runbook '" + request.runbook() + "'" + version + ".",
                    "Runbooks here: " + names()));
        }
        return entry;
    }

    private String names() {
        return String.join(
                ", ", library.newest().stream().map(e -> e.runbook().key()).toList());
    }

    private Optional<Targets.Target> target(StartRequest request, List<Problem> problems) {
        var target = targets.find(request.target());
        if (target.isEmpty()) {
            var known = targets.all().stream().map(Targets.Target::name).toList();
            problems.add(Problem.at(
                    "target",
                    "FD-NO-TARGET",
                    "There is no target '" + request.target() + "'.",
                    known.isEmpty()
                            ? "Add one below targets/ in the data folder."
                            : "Targets here: " + String.join(", ", known)));
        }
        return target;
    }

    private static void real(StartRequest request, List<Problem> problems) {
        if (request.mode() != RunMode.REAL) return;
        var reason = request.reason();
        if (reason == null || reason.isBlank())
            problems.add(Problem.at(
                    "reason", "FD-REASON", "A real incident needs a reason.", "Say in a sentence what happened."));
        if (!request.target().equals(request.confirm()))
            problems.add(Problem.at(
                    "confirm",
                    "FD-CONFIRM",
                    "This is real: the target's name must be typed to confirm.",
                    "Type exactly: " + request.target()));
    }

    private boolean judge(
            StartRequest request,
            Library.Entry entry,
            String target,
            Map<String, String> parameters,
            List<Problem> problems,
            List<String> warnings) {
        var runbook = entry.runbook();
        var real = request.mode() == RunMode.REAL;
        var missing = systems.problems(target, real, runbook.requiredSystems(), channels(runbook));
        problems.addAll(missing);
        if (missing.isEmpty()) fit.judge(runbook, target, real, parameters, problems, warnings);
        runbook.templates()
                .values()
                .forEach(template -> approvals.template(template, target).ifPresent(problems::add));
        var unapproved = approvals.runbook(entry, target);
        if (unapproved.isEmpty()) return true;
        if (request.mode() == RunMode.REAL) problems.add(unapproved.get());
        else warnings.add(unapproved.get().message() + " This drill will be marked so.");
        return false;
    }

    static Set<String> channels(Runbook runbook) {
        var channels = new LinkedHashSet<String>();
        runbook.templates().values().forEach(template -> channels.add(template.channel()));
        return channels;
    }
}
