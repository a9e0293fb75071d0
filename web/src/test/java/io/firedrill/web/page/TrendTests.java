package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.web.fake.SampleRuns;

class TrendTests {
    private static final Instant NOW = Instant.parse("2026-11-24T03:12:00Z");

    @Test
    void saysWhatTheDotsShow() {
        var trend = Trend.of(List.of(met(3), met(2), missed(1)));

        assertThat(trend).isNotNull();
        assertThat(trend.finding())
                .isEqualTo("Time to revoke fell from 41.8 s to 2.31 s over 3 drills, 1 above the limit");
        assertThat(trend.dots()).extracting(Trend.Dot::run).containsExactly("R-1", "R-2", "R-3");
        assertThat(trend.dots().get(0).y()).isLessThan(trend.limitY());
        assertThat(trend.dots().get(2).y()).isGreaterThan(trend.limitY());
    }

    @Test
    void leavesTooFewToTheTable() {
        assertThat(Trend.of(List.of(met(2), met(1)))).isNull();
    }

    private static Run met(long number) {
        return new SampleRuns(NOW).run(number, RunMode.DRILL, RunState.SUCCEEDED, 7, 9000, null);
    }

    private static Run missed(long number) {
        return new SampleRuns(NOW).run(number, RunMode.DRILL, RunState.OBJECTIVE_MISSED, 7, 9000, null);
    }
}
