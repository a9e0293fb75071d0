package io.firedrill.engine.action;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

import io.firedrill.engine.comms.Headlines;
import io.firedrill.engine.port.Messenger.Fact;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;

/** How a run stands, from what its page shows: no parameters, no reasons, nobody's name. */
@Component
class RunHeadlines implements Headlines {
    private final Runs runs;
    private final ServerAddress address;
    private final InstantSource clock;

    RunHeadlines(Runs runs, ServerAddress address, InstantSource clock) {
        this.runs = runs;
        this.address = address;
        this.clock = clock;
    }

    @Override
    public Optional<Headline> of(String run) {
        return runs.find(RunId.parse(run))
                .map(found -> new Headline(version(found), facts(found), address.run(run), found.endedAt()));
    }

    private static String version(Run run) {
        var text = run.state().label() + " " + waitsAt(run);
        return text.length() <= 200 ? text : text.substring(0, 200);
    }

    private List<Fact> facts(Run run) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("State", run.state().label()));
        facts.add(new Fact("Run", run.id() + (run.mode() == RunMode.REAL ? ", real" : ", drill")));
        facts.add(new Fact("Runbook", run.runbookTitle()));
        facts.add(new Fact("Target", run.target()));
        var waits = waitsAt(run);
        if (!waits.isEmpty()) facts.add(new Fact("Waits at", waits));
        var started = run.startedAt();
        var ended = run.endedAt();
        if (started != null) {
            var passed = Duration.between(started, ended == null ? clock.instant() : ended);
            facts.add(new Fact(ended == null ? "As of" : "Ended", "T+ " + time(passed)));
        }
        if (ended != null) run.objectives().forEach(objective -> facts.add(fact(objective)));
        return facts;
    }

    private static String waitsAt(Run run) {
        var next = run.next();
        if (run.state() != RunState.WAITING || next == null) return "";
        return run.steps().stream()
                .filter(step -> step.id().equals(next.step()))
                .map(Run.RunStep::title)
                .findFirst()
                .orElse("");
    }

    private static Fact fact(Run.ObjectiveResult objective) {
        var unit = objective.unit().isEmpty() ? "" : " " + objective.unit();
        var measured = objective.measured();
        var figure = measured == null ? "not measured" : number(measured) + unit;
        return new Fact(
                objective.title(), figure + ", limit " + number(objective.limit()) + unit + ": " + objective.state());
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String time(Duration passed) {
        return "%d:%02d:%02d".formatted(passed.toHours(), passed.toMinutesPart(), passed.toSecondsPart());
    }
}
