package io.firedrill.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.web.fake.SampleRuns;
import io.firedrill.web.page.Waterfall.Bar;
import io.firedrill.web.page.Waterfall.Line;
import io.firedrill.web.page.Waterfall.Mark;
import io.firedrill.web.page.Waterfall.Window;

class WaterfallTests {
    private static final Instant NOW = Instant.parse("2026-11-24T03:12:00Z");

    @Test
    void drawsEveryStepThatBegan() {
        var fall = of(run(RunState.OBJECTIVE_MISSED, 7, 100), Window.ALL);

        assertThat(fall.steps())
                .extracting(Bar::id)
                .containsExactly("verify", "mint", "announce", "checkpoint", "revoke", "probe", "clear");
        assertThat(fall.steps()).noneMatch(Bar::open);
        assertThat(fall.finding()).startsWith("It took 48.7 s, 6.78 s of it “Give the all-clear”");
    }

    @Test
    void letsAnOpenBarEndAtNow() {
        var fall = of(run(RunState.RUNNING, 5, 41), Window.ALL);

        var probe = fall.steps().get(fall.steps().size() - 1);
        assertThat(probe.open()).isTrue();
        assertThat(percent(probe.x()) + percent(probe.width())).isBetween(99.9, 100.1);
    }

    @Test
    void drawsTheOrderAndTheLimitOfTheObjective() {
        var fall = of(run(RunState.OBJECTIVE_MISSED, 7, 100), Window.ALL);

        assertThat(fall.limits()).extracting(Line::name).containsExactly("ordered", "time to revoke, limit 10 s");
        var ordered = percent(fall.limits().get(0).x());
        var limit = percent(fall.limits().get(1).x());
        assertThat(limit - ordered).isBetween(20.0, 21.0);
    }

    @Test
    void drawsEachPointFromTheOrderToItsRefusal() {
        var points = of(run(RunState.OBJECTIVE_MISSED, 7, 100), Window.ALL).points();

        assertThat(points).hasSize(5);
        assertThat(points.get(4).state().word()).isEqualTo("refused only by expiry");
        assertThat(percent(points.get(3).width()))
                .isGreaterThan(percent(points.get(2).width()));
    }

    @Test
    void saysWhatARangeLeavesOut() {
        var fall = of(run(RunState.OBJECTIVE_MISSED, 7, 100), new Window(20.0, 24.5, true));

        assertThat(fall.steps()).extracting(Bar::id).containsExactly("checkpoint");
        assertThat(fall.notes()).anyMatch(note -> note.startsWith("6 steps lie outside"));
        assertThat(fall.notes()).anyMatch(note -> note.startsWith("The limit of “Refused everywhere”"));
    }

    @Test
    void marksWhatPeopleDidAndTheTurnsOfTheRun() {
        var run = run(RunState.OBJECTIVE_MISSED, 7, 100);
        var events = List.of(
                event(run, 1, "step-started", "firedrill"),
                event(run, 2, "approval-needed", "firedrill"),
                event(run, 3, "approved", "approver"));

        assertThat(Waterfall.of(run, events, NOW, Window.ALL).marks())
                .extracting(Mark::number)
                .containsExactly(2L, 3L);
    }

    @Test
    void offersTheMeasuredPartAlone() {
        assertThat(Waterfall.proof(run(RunState.OBJECTIVE_MISSED, 7, 100))).isEqualTo(new Window(19.6, 62.4, true));
        assertThat(Waterfall.proof(run(RunState.WAITING, 3, 100))).isNull();
    }

    @Test
    void readsARangeOrShowsEverything() {
        assertThat(WaterfallPage.window("5", "20.5", true)).isEqualTo(new Window(5.0, 20.5, true));
        assertThat(WaterfallPage.window("20", "5", true)).isEqualTo(Window.ALL);
        assertThat(WaterfallPage.window("x", "-3", true)).isEqualTo(Window.ALL);
    }

    private static Waterfall of(Run run, Window window) {
        return Waterfall.of(run, List.of(), NOW, window);
    }

    private static Run run(RunState state, int done, long secondsAgo) {
        return new SampleRuns(NOW).run(2, RunMode.DRILL, state, done, secondsAgo, null);
    }

    private static Event event(Run run, long number, String kind, String actor) {
        return new Event(
                run.id().toString(),
                number,
                run.createdAt().plusSeconds(10 * number),
                kind,
                null,
                actor,
                kind + " happened",
                Map.of(),
                "0".repeat(64),
                "1".repeat(64));
    }

    private static double percent(String text) {
        return Double.parseDouble(text.replace("%", ""));
    }
}
