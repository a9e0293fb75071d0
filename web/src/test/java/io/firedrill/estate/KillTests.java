package io.firedrill.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.firedrill.estate.KillPoint.Moment;
import io.firedrill.estate.Lane.End;

/**
 * Whenever the server dies, the run goes on after a restart and ends as it would have, and every effect has happened
 * once. The estate lives in processes of its own and counts.
 */
@Tag("kill")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTests {
    /** Longer than a restart, so that no canary dies of age while its server is dead. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(Integer.getInteger("kill.token-life", 60));

    private static final int LANES = 4;
    private static final int APART = 30;
    /** 1 for a death at every event; 3 for every third, which takes a third of the time. */
    private static final int EVERY = Integer.getInteger("kill.every", 1);

    private static final int LAST = 99;
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Pattern TIME_MISSED =
            Pattern.compile("Objective missed: Refused everywhere within 15 seconds: ([0-9.]+) s, limit 15 s");
    private static final String ABORT_AT = "step-done/deny";

    private final BlockingQueue<Lane> lanes = new ArrayBlockingQueue<>(LANES);

    @BeforeAll
    void start(@TempDir Path folder) throws InterruptedException {
        var java = new QuickJava(folder);
        for (var number = 1; number <= LANES; number++) {
            var lane = new Lane(java, folder.resolve("lane-" + number), TOKEN_LIFE);
            lanes.add(lane);
            if (number == 1) lane.record();
        }
    }

    @AfterAll
    void stop() {
        lanes.forEach(Lane::close);
    }

    @Test
    void killedAtAnyEventOfARunItStillSucceedsWithEveryEffectOnce() {
        var ends = inAllLanes(APART, first -> KillPoint.every(APART, first, LAST), "");

        assertThat(ends).allSatisfy(KillTests::succeeded);
        System.out.println("Survived " + ends.stream().mapToInt(End::restarts).sum() + " kills in " + ends.size()
                + " runs of up to " + ends.stream().mapToInt(End::events).max().orElseThrow() + " events.");
    }

    @Test
    void killedAtAnyEventOfARollbackItStillRollsBackWhole() {
        var begins = rollbackBegins();

        var ends = inAllLanes(6, first -> KillPoint.every(6, begins + first - 1, LAST), ABORT_AT);

        assertThat(ends).allSatisfy(KillTests::rolledBack);
        System.out.println(
                "Survived " + ends.stream().mapToInt(End::restarts).sum() + " kills in " + ends.size() + " rollbacks.");
    }

    @Test
    void killedBetweenIntentAndOutcomeOfTheRevocationItRevokesOnce() {
        var ends = inAllLanes(
                1,
                first -> List.of(
                        KillPoint.of("effect-intended", "revoke", Moment.AFTER_COMMIT),
                        KillPoint.of("effect-done", "revoke", Moment.BEFORE_COMMIT)),
                "");

        assertThat(ends).allSatisfy(KillTests::succeeded);
        assertThat(ends.get(0).restarts()).isEqualTo(2);
    }

    @Test
    void killedFromOutsideItStillSucceeds() throws InterruptedException {
        var lane = lanes.take();
        try {
            var end = lane.drillKilledFromOutside(Duration.ofMillis(1500));

            succeeded(end);
            once(lane.sandbox(), end);
        } finally {
            lanes.add(lane);
        }
    }

    /** Number of the first event after the abort was asked, in a run that is not disturbed. */
    private int rollbackBegins() {
        var end = inAllLanes(1, first -> List.of(), ABORT_AT).get(0);
        rolledBack(end);
        var before = end.timeline().lines().takeWhile(line -> !line.contains(" abort-asked "));
        return (int) before.count() + 1;
    }

    private interface Deaths {
        List<KillPoint> from(int first);
    }

    private List<End> inAllLanes(int runs, Deaths deaths, String abortAt) {
        var threads = Executors.newFixedThreadPool(LANES);
        try {
            var all = new ArrayList<java.util.concurrent.Future<End>>();
            for (var first = 1; first <= runs; first += EVERY) {
                var points = deaths.from(first);
                all.add(threads.submit(() -> {
                    var lane = lanes.take();
                    try {
                        var end = lane.drill(points, abortAt);
                        once(lane.sandbox(), end);
                        return end;
                    } finally {
                        lanes.add(lane);
                    }
                }));
            }
            var ends = new ArrayList<End>();
            for (var end : all) ends.add(end.get());
            return ends;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What it would have measured, and no more time than that beside the time in which nobody was there to see. */
    private static void succeeded(End end) {
        assertThat(end.intact()).isTrue();
        if (end.state().equals("succeeded")) return;
        var missed = TIME_MISSED.matcher(end.summary());
        assertThat(missed).as(() -> end.summary() + "\n" + end.timeline()).matches();
        var measured = Duration.ofMillis(Math.round(Double.parseDouble(missed.group(1)) * 1000));
        assertThat(measured.minus(BlindTime.of(end)))
                .as(() -> end.deaths() + "\n" + end.timeline())
                .isLessThanOrEqualTo(LIMIT);
    }

    private static void rolledBack(End end) {
        assertThat(end.state()).as(() -> end.summary() + "\n" + end.timeline()).isEqualTo("rolled-back");
        assertThat(end.summary()).doesNotContain("Not undone");
        assertThat(end.intact()).isTrue();
    }

    /** Every effect was carried out once at the systems themselves, and nothing is left there. */
    private static void once(SandboxDoor sandbox, End end) {
        var mine = end.installation();
        var revoked = sandbox.revocations().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(mine))
                .toList();
        assertThat(revoked).hasSizeGreaterThanOrEqualTo(1).allSatisfy(entry -> assertThat(entry.getValue())
                .as(() -> entry.getKey() + "\n" + end.timeline())
                .isEqualTo(1));
        var denied = sandbox.denials().entrySet().stream()
                .filter(entry -> entry.getKey().contains(" " + mine))
                .toList();
        assertThat(denied).hasSizeGreaterThanOrEqualTo(1).allSatisfy(entry -> assertThat(entry.getValue())
                .as(() -> entry.getKey() + "\n" + end.timeline())
                .isEqualTo(1));
        var keys = sandbox.chat("#drill-sandbox").stream()
                .map(SandboxDoor.Posted::key)
                .filter(key -> key.startsWith(mine))
                .toList();
        assertThat(keys).as(end::timeline).hasSizeGreaterThanOrEqualTo(1).doesNotHaveDuplicates();
        assertThat(keys).allSatisfy(key -> assertThat(sandbox.posted(key)).isEqualTo(1));
        assertThat(sandbox.denied()).as(end::timeline).isZero();
        assertThat(sandbox.liveCanaries()).as(end::timeline).isZero();
    }
}
