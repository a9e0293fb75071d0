package io.firedrill.engine.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.run.StartRequest;
import io.firedrill.engine.seal.Names;

/** Starts the drill of a slot, with nobody there: what a person would be told is sorted into "not now" and "no". */
@Component
class SlotStarts {
    private static final Logger LOG = LoggerFactory.getLogger(SlotStarts.class);
    private static final Set<String> PASSING = Set.of("FD-TARGET-HELD", "FD-HALT-ALL");

    private final RunControl control;
    private final Runs runs;
    private final Library library;
    private final Names names;

    SlotStarts(RunControl control, Runs runs, Library library, Names names) {
        this.control = control;
        this.runs = runs;
        this.library = library;
        this.names = names;
    }

    sealed interface Answer {
        record Started(String run) implements Answer {}

        /** May go away by itself: tried again while the window is open. */
        record NotNow(String reason) implements Answer {}

        /** A person has to change something. */
        record Refused(List<Problem> problems) implements Answer {}
    }

    /** The run that this slot has started already, when a server died before it was booked. */
    Optional<String> earlier(PlanRow plan, Slot slot) {
        return runs.startedWith(plan.owner(), key(slot)).map(RunId::toString);
    }

    Answer start(PlanRow plan, Slot slot) {
        var problems = new ArrayList<Problem>();
        var parameters = parameters(plan, problems);
        if (!problems.isEmpty()) return new Answer.Refused(problems);
        try {
            var started = control.start(request(plan, slot, parameters), plan.owner());
            return new Answer.Started(started.run().id().toString());
        } catch (FiredrillException refusal) {
            var passing = refusal.kind() == FiredrillException.Kind.UNAVAILABLE
                    || refusal.problems().stream().allMatch(problem -> PASSING.contains(problem.code()));
            if (!passing) return new Answer.Refused(refusal.problems());
            return new Answer.NotNow(String.join(
                    " ", refusal.problems().stream().map(Problem::message).toList()));
        } catch (RuntimeException e) {
            LOG.warn("The start of {} {} failed", slot.plan(), slot.period(), e);
            return new Answer.NotNow("The server could not start it; its log says why.");
        }
    }

    private static StartRequest request(PlanRow plan, Slot slot, Map<String, String> parameters) {
        return new StartRequest(
                RunMode.DRILL,
                plan.runbook(),
                plan.version(),
                plan.target(),
                parameters,
                "Planned: " + plan.id() + " " + plan.title() + ", " + slot.period(),
                null,
                null,
                key(slot));
    }

    /** With a space, which no caller's key can have. */
    private static String key(Slot slot) {
        return "plan " + slot.plan() + " " + slot.period();
    }

    /** In clear again, as they were given. */
    private Map<String, String> parameters(PlanRow plan, List<Problem> problems) {
        var runbook = library.find(plan.runbook(), plan.version());
        if (runbook.isEmpty()) return plan.parameters();
        var clear = new LinkedHashMap<>(plan.parameters());
        for (var name : PlanParameters.people(runbook.get().runbook(), clear.keySet())) {
            names.who(String.valueOf(clear.get(name)))
                    .ifPresentOrElse(
                            who -> clear.put(name, who),
                            () -> problems.add(Problem.at(
                                    "parameters." + name,
                                    "FD-PLAN-PERSON",
                                    "Who '" + name + "' of " + plan.id() + " is about was erased.",
                                    "Remove the plan and add one about somebody else.")));
        }
        return clear;
    }
}
