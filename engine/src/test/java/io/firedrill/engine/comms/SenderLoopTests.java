package io.firedrill.engine.comms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class SenderLoopTests {
    private static final int MESSAGES = 40;

    @Parameter
    TestDatabase database;

    @Test
    void twoServersSendEveryMessageOnceAndEachRunInOrder() {
        var chat = new FakeChat();
        var time = new SomeTime();
        var one = new OutboxFixture(database.dataSource(), chat, time);
        try (var pool = database.secondServer()) {
            var other = new OutboxFixture(pool, chat, time);
            one.loop.start();
            other.loop.start();
            try {
                for (int i = 0; i < MESSAGES; i++) {
                    var server = i % 2 == 0 ? one : other;
                    server.queue("R-" + (1 + i % 4), "m" + i, i % 8 < 4 ? "incident" : "status");
                }
                waitUntil(() -> chat.keys().size() >= MESSAGES && unsent() == 0);
            } finally {
                one.loop.stop();
                other.loop.stop();
            }
        }

        assertThat(chat.keys()).doesNotHaveDuplicates().hasSize(MESSAGES);
        for (int run = 1; run <= 4; run++) {
            for (var channel : List.of("#drill-incident", "#drill-status")) assertInOrder(chat, "R-" + run, channel);
        }
        assertThat(one.loop.isRunning()).isFalse();
    }

    @Test
    void aRestartAfterAStopSendsWhatWaited() {
        var chat = new FakeChat();
        var server = new OutboxFixture(database.dataSource(), chat, new SomeTime());
        server.loop.start();
        server.loop.stop();
        server.queue("R-9", "start");
        assertThat(chat.posts).isEmpty();

        server.loop.start();
        try {
            waitUntil(() -> unsent() == 0);
        } finally {
            server.loop.stop();
        }

        assertThat(chat.keys()).containsExactly("R-9/start");
    }

    private static void assertInOrder(FakeChat chat, String run, String channel) {
        var numbers = chat.posts.stream()
                .filter(post ->
                        post.key().startsWith(run + "/") && post.channel().equals(channel))
                .map(post -> Integer.parseInt(post.key().substring(run.length() + 2)))
                .toList();
        assertThat(numbers).isSorted();
        assertThat(IntStream.range(0, numbers.size()).filter(i -> chat.posts.stream()
                        .filter(post -> post.key().equals(run + "/m" + numbers.get(i)))
                        .anyMatch(post -> (post.thread() == null) != (i == 0))))
                .isEmpty();
    }

    private int unsent() {
        return database.jdbc()
                .sql("select count(*) from fd_message where state = 'queued'")
                .query(Integer.class)
                .single();
    }

    private static void waitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
