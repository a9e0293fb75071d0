package io.firedrill.engine.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.StartRequest;

/** Holds a wish against the rules; a start that would be refused only today is a warning. */
@Component
class PlanChecks {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_REASON = 2000;
    private static final List<String> LASTING = List.of("FD-NO-RUNBOOK", "FD-NO-TARGET");

    private final RunControl control;
    private final Library library;

    PlanChecks(RunControl control, Library library) {
        this.control = control;
        this.library = library;
    }

    /** @param rule, window, missed null when they cannot be read, which is then among the problems */
    record Checked(
            String title,
            @Nullable DateRule rule,
            @Nullable Duration window,
            @Nullable MissedRule missed,
            List<Problem> problems,
            List<String> warnings) {}

    Checked check(PlanRequest request) {
        var problems = new ArrayList<Problem>();
        var warnings = new ArrayList<String>();
        start(request, problems, warnings);
        var reader = new RuleReader(problems);
        var rule = reader.rule(request);
        var window = reader.window(request);
        var missed = reader.missed(request);
        text("title", request.title(), LONGEST_TITLE, problems);
        text("reason", request.reason(), LONGEST_REASON, problems);
        return new Checked(
                title(request),
                rule.orElse(null),
                window.orElse(null),
                missed.orElse(null),
                List.copyOf(problems),
                List.copyOf(warnings));
    }

    private void start(PlanRequest request, List<Problem> problems, List<String> warnings) {
        var start = new StartRequest(
                RunMode.DRILL,
                request.runbook(),
                request.version(),
                request.target(),
                request.parameters(),
                null,
                null,
                null,
                null);
        var preview = control.preview(start, Entry.FIREDRILL);
        for (var problem : preview.problems()) {
            if (lasting(problem)) problems.add(problem);
            else warnings.add("A start now would be refused: " + problem.message() + " " + problem.next());
        }
        warnings.addAll(preview.warnings());
        entry(request).ifPresent(entry -> PlanParameters.secrets(
                        entry.runbook(), request.parameters().keySet())
                .forEach(name -> problems.add(Problem.at(
                        "parameters." + name,
                        "FD-PLAN-SECRET",
                        "'" + name + "' is a secret, and a plan is kept for long.",
                        "Start such a drill by hand: firedrill drill start"))));
    }

    private static boolean lasting(Problem problem) {
        return problem.code().startsWith("FD-PARAMETER") || LASTING.contains(problem.code());
    }

    private Optional<Library.Entry> entry(PlanRequest request) {
        return library.find(request.runbook(), request.version());
    }

    private String title(PlanRequest request) {
        var title = request.title();
        if (title != null) return title.strip();
        var named = entry(request).map(entry -> entry.runbook().title()).orElse(request.runbook());
        return named + " on " + request.target();
    }

    static void text(String field, @Nullable String text, int longest, List<Problem> problems) {
        if (text == null) return;
        if (!text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl)) return;
        problems.add(Problem.at(
                field,
                "FD-TEXT",
                "'" + field + "' must have 1 to " + longest + " characters, without line breaks.",
                "Write one sentence."));
    }
}
