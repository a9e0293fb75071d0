package io.firedrill.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.comms.Messages;
import io.firedrill.integrations.slack.FakeSlack.Call;
import io.firedrill.integrations.slack.FakeSlack.Outcome;
import io.firedrill.integrations.slack.FakeSlack.Trouble;

/** The engine's outbox and sender on a database, Slack's client, and a Slack that often goes wrong. */
class OutboxToSlackTests {
    private static final int RUNS = 50;
    private static final int EACH = 10;
    private static final int CHANNELS = 10;
    private static final List<Trouble> OF_POSTS = List.of(
            Trouble.RATE_LIMITED,
            Trouble.ERROR_BEFORE,
            Trouble.ERROR_AFTER,
            Trouble.RESET_BEFORE,
            Trouble.RESET_AFTER,
            Trouble.BROKEN_BEFORE,
            Trouble.BROKEN_AFTER,
            Trouble.GARBLED_AFTER);
    private static final List<Trouble> OF_READS = List.of(
            Trouble.RATE_LIMITED,
            Trouble.ERROR_BEFORE,
            Trouble.RESET_BEFORE,
            Trouble.BROKEN_BEFORE,
            Trouble.GARBLED_AFTER);

    private final MovedTime time = new MovedTime(Instant.parse("2026-03-02T12:00:00Z"));

    @Test
    void fiveHundredMessagesThroughFaultsAreEachThereOnceAndInTheOrderOfTheirThreads() {
        try (var slack = new FakeSlack(time);
                var engine = new OutboxOnH2(slack, time)) {
            slack.workspace.onePerSecond = true;
            slack.workspace.perPage = 15;
            slack.silenceMillis = 4_000;
            slack.trouble = new Troubles();
            for (int i = 0; i < CHANNELS; i++) slack.workspace.channel(id(i), "drill-" + i);
            for (int message = 0; message < EACH; message++) {
                for (int run = 0; run < RUNS; run++)
                    engine.queue("R-" + (run + 1), "m" + message, "c" + run % CHANNELS);
            }

            passTimeUntilNothingWaits(engine);

            for (int run = 0; run < RUNS; run++) assertWholeThread(slack, engine, run);
            assertThat(IntStream.range(0, CHANNELS)
                            .map(i -> slack.workspace.messages(id(i)).size())
                            .sum())
                    .isEqualTo(RUNS * EACH);
            assertThat(slack.workspace.turnedAway).as("sent too fast").isZero();
            assertEveryDoubtWasSettledBySearch(slack.outcomes);
        }
    }

    @Test
    void slackBeingAwayDelaysMessagesAndHoldsNobodyWhoQueuesThem() {
        try (var slack = new FakeSlack(time);
                var engine = new OutboxOnH2(slack, time)) {
            slack.workspace.channel(id(0), "drill-0");
            slack.trouble = call -> Trouble.SILENT_AFTER;
            engine.queue("R-1", "m0", "c0");
            waitFor(() -> slack.count("chat.postMessage") == 1);

            // Slack has not answered, and yet a run goes on.
            for (int message = 1; message < EACH; message++) engine.queue("R-1", "m" + message, "c0");
            assertThat(engine.messages("R-1")).hasSize(EACH).allMatch(message -> message.state()
                    .equals("queued"));

            slack.trouble = call -> Trouble.NONE;
            passTimeUntilNothingWaits(engine);
            assertWholeThread(slack, engine, 0);
            assertThat(slack.workspace.messages(id(0))).hasSize(EACH);
        }
    }

    /** Each kind of trouble in turn, and in between luck; the same in every run of the test. */
    private static final class Troubles implements java.util.function.Function<Call, Trouble> {
        private final Random random = new Random(20260302);
        private int posts;

        @Override
        public synchronized Trouble apply(Call call) {
            var post = call.method().equals("chat.postMessage");
            // Rare, since it takes real time.
            if (post && ++posts % 150 == 0) return Trouble.SILENT_AFTER;
            var kinds = post ? OF_POSTS : OF_READS;
            return random.nextInt(100) < 25 ? kinds.get(random.nextInt(kinds.size())) : Trouble.NONE;
        }
    }

    private static void assertWholeThread(FakeSlack slack, OutboxOnH2 engine, int run) {
        var name = "R-" + (run + 1);
        var thread = slack.workspace.messages(id(run % CHANNELS)).stream()
                .filter(message -> key(message).startsWith(name + "/"))
                .toList();
        assertThat(thread)
                .extracting(OutboxToSlackTests::key)
                .containsExactlyElementsOf(
                        IntStream.range(0, EACH).mapToObj(i -> name + "/m" + i).toList());
        var root = thread.get(0).get("ts");
        assertThat(thread.get(0)).doesNotContainKey("thread_ts");
        assertThat(thread.subList(1, EACH)).allMatch(message -> root.equals(message.get("thread_ts")));
        assertThat(engine.messages(name))
                .extracting(Messages.Message::state, Messages.Message::externalId)
                .containsExactlyElementsOf(thread.stream()
                        .map(message -> org.assertj.core.api.Assertions.tuple("sent", message.get("ts")))
                        .toList());
    }

    private static void assertEveryDoubtWasSettledBySearch(List<Outcome> outcomes) {
        var inDoubt = new HashSet<String>();
        var kinds = new HashSet<Trouble>();
        var again = new ArrayList<String>();
        for (var outcome : outcomes) {
            var form = outcome.call().form();
            if (outcome.call().method().startsWith("conversations.")) {
                if (outcome.trouble() == Trouble.NONE) inDoubt.removeIf(doubt -> doubt.startsWith(form.get("channel")));
            } else if (outcome.call().method().equals("chat.postMessage")) {
                var doubt = form.get("channel") + " " + form.get("metadata");
                assertThat(inDoubt).as("posted again without a search").doesNotContain(doubt);
                if (outcome.trouble() != Trouble.NONE && outcome.trouble() != Trouble.RATE_LIMITED) inDoubt.add(doubt);
                if (outcome.trouble() != Trouble.NONE) again.add(doubt);
                kinds.add(outcome.trouble());
            }
        }
        assertThat(kinds).containsAll(OF_POSTS).contains(Trouble.SILENT_AFTER);
        assertThat(again).hasSizeGreaterThan(80);
    }

    private void passTimeUntilNothingWaits(OutboxOnH2 engine) {
        waitFor(() -> {
            time.pass(Duration.ofSeconds(1));
            return engine.waiting() == 0;
        });
    }

    private static void waitFor(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static String key(Map<String, Object> message) {
        return ((JsonNode) message.get("metadata"))
                .get("event_payload")
                .get("key")
                .stringValue();
    }

    static String id(int channel) {
        return "C000000000" + channel;
    }
}
