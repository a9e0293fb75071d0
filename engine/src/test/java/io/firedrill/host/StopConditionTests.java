package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.StartRequest;

@OneEngine
class StopConditionTests {
    private static final String KEY = "stopping-revocation";
    private final EngineFixture engine;
    private final MemoryEstate estate;

    StopConditionTests(EngineFixture engine) {
        this.engine = engine;
        this.estate = engine.estate;
    }

    @Test
    void aFleetThatFailsForTheWholeTimeRollsTheRunBackByItself() {
        var held = new Latch();
        estate.faults.duringRevoke = held;
        var id = drill();
        held.awaitReached();

        estate.faults.failedShare = 0.6;

        engine.await(id, RunState.ROLLING_BACK);
        held.release();
        var run = engine.ended(id);
        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(run.cause()).isEqualTo("stop-condition");
        assertThat(estate.denials()).isZero();
        assertThat(engine.describe(id)).contains("60.0 % of the fleet's requests fail, more than 50.0 % for 1 s");
    }

    @Test
    void aFleetBelowTheLimitIsLeftAlone() {
        estate.faults.duringRevoke = () -> estate.faults.failedShare = 0.4;

        var run = engine.ended(drill());

        assertThat(run.cause()).as(engine.describe(run.id())).isNotEqualTo("stop-condition");
        assertThat(engine.kinds(run.id())).doesNotContain("stop-condition");
    }

    private RunId drill() {
        var folder = engine.home().resolve("runbooks");
        QuickRunbook.write(folder, KEY, "");
        QuickRunbook.append(
                folder.resolve(KEY).resolve("runbook.yaml"),
                "\nstopConditions:\n  fleet-down:\n    measure: failed-share\n    above: 0.5\n    lasting: PT1S\n");
        var library = engine.bean(Library.class);
        EngineFixture.await(() -> library.find(KEY, null).isPresent(), () -> library.problems()
                .toString());
        return engine.start(new StartRequest(RunMode.DRILL, KEY, null, "memory", Map.of(), null, null, null, null));
    }
}
