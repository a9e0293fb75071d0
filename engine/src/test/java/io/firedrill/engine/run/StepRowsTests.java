package io.firedrill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.run.Run.StepState;
import io.firedrill.engine.run.StepRows.StepRow;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class StepRowsTests {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Parameter
    TestDatabase database;

    private StepRows rows;

    @BeforeEach
    void open() {
        database.jdbc().sql("delete from fd_step").update();
        rows = new StepRows(database.jdbc());
    }

    @Test
    void whatOneAttemptSaidToBeReadyForIsNotSaidByTheNext() {
        rows.begin("R-1", "probe", StepState.RUNNING, NOON);
        rows.ready("R-1", "probe", NOON.plusSeconds(1));
        assertThat(probe().readyAt()).isEqualTo(NOON.plusSeconds(1));

        var attempt = rows.begin("R-1", "probe", StepState.RUNNING, NOON.plusSeconds(5));

        assertThat(attempt).isEqualTo(2);
        assertThat(probe().readyAt()).isNull();
        assertThat(probe().startedAt()).isEqualTo(NOON);
    }

    @Test
    void anAttemptThatFailedIsNotReadyAnyMore() {
        rows.begin("R-1", "probe", StepState.RUNNING, NOON);
        rows.ready("R-1", "probe", NOON.plusSeconds(1));

        rows.notReady("R-1", "probe");

        assertThat(probe().readyAt()).isNull();
    }

    private StepRow probe() {
        return rows.find("R-1", "probe").orElseThrow();
    }
}
