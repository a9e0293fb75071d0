package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.firedrill.web.page.TimeScale.Span;
import io.firedrill.web.page.TimeScale.Tick;

class TimeScaleTests {
    private static final Instant START = Instant.parse("2026-11-24T03:00:00Z");

    @Test
    void placesMomentsInProportion() {
        var scale = TimeScale.of(START, START, at(40), List.of(span(0, 40)), true);

        assertThat(scale.x(at(0))).isEqualTo(0);
        assertThat(scale.x(at(10))).isEqualTo(25, within(0.01));
        assertThat(scale.x(at(40))).isEqualTo(100, within(0.01));
        assertThat(scale.gaps()).isEmpty();
    }

    @Test
    void keepsMomentsOutsideAtTheEdges() {
        var scale = TimeScale.of(START, at(10), at(20), List.of(), false);

        assertThat(scale.x(at(2))).isEqualTo(0);
        assertThat(scale.x(at(33))).isEqualTo(100);
        assertThat(scale.shows(at(9))).isFalse();
        assertThat(scale.shows(at(15))).isTrue();
    }

    @Test
    void squeezesALongIdleStretchSoThatTheRestIsReadable() {
        var waited5Hours = List.of(span(0, 10), span(18_000, 18_010));

        var scale = TimeScale.of(START, START, at(18_010), waited5Hours, true);

        assertThat(scale.gaps()).hasSize(1);
        assertThat(scale.gaps().get(0).length()).isEqualTo("5 h");
        assertThat(scale.x(at(10))).isEqualTo(46.5, within(0.1));
        assertThat(scale.x(at(18_000))).isEqualTo(53.5, within(0.1));
        assertThat(scale.x(at(18_010))).isEqualTo(100, within(0.01));
    }

    @Test
    void leavesShortPausesAndEvenScalesAlone() {
        var pause = List.of(span(0, 10), span(12, 20));

        assertThat(TimeScale.of(START, START, at(20), pause, true).gaps()).isEmpty();
        assertThat(TimeScale.of(START, START, at(18_010), List.of(span(0, 10)), false)
                        .gaps())
                .isEmpty();
    }

    @Test
    void neverRunsBackwards() {
        var scale = TimeScale.of(START, START, at(300), List.of(span(0, 10), span(100, 110), span(290, 300)), true);

        var last = -1.0;
        for (int second = 0; second <= 300; second++) {
            assertThat(scale.x(at(second))).isGreaterThanOrEqualTo(last);
            last = scale.x(at(second));
        }
        assertThat(scale.gaps()).hasSize(2);
    }

    @Test
    void labelsRoundMomentsThatDoNotTouch() {
        var ticks =
                TimeScale.of(START, START, at(34), List.of(span(0, 34)), true).ticks();

        assertThat(ticks).extracting(Tick::label).startsWith("T+00:00", "T+00:05", "T+00:10");
        for (int i = 1; i < ticks.size(); i++)
            assertThat(ticks.get(i).x() - ticks.get(i - 1).x()).isGreaterThan(8);
    }

    @Test
    void labelsTenthsInAShortRange() {
        assertThat(TimeScale.of(START, at(9), START.plusMillis(11_000), List.of(), false)
                        .ticks())
                .extracting(Tick::label)
                .contains("T+00:09", "T+00:09.4", "T+00:10");
    }

    @Test
    void standsForARunThatHasJustBegun() {
        var scale = TimeScale.of(START, START, START, List.of(), true);

        assertThat(scale.x(START)).isEqualTo(0);
        assertThat(scale.ticks()).isNotNull();
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    private static Span span(long from, long to) {
        return new Span(at(from), at(to));
    }
}
