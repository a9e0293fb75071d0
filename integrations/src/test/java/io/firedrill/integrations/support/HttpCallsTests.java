package io.firedrill.integrations.support;

import static io.firedrill.integrations.contract.Answers.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.firedrill.engine.port.Answer;
import io.firedrill.integrations.sandbox.net.LoopbackServer;
import io.firedrill.integrations.sandbox.net.Reply;
import io.firedrill.integrations.support.HttpCall.Effect;

/** What a status, a silence or a refused connection means for the caller, and what is sent again. */
class HttpCallsTests {
    private static final HttpLimits LIMITS = new HttpLimits(Duration.ofSeconds(2), Duration.ofMillis(400), 3, 8);

    @TempDir
    private Path work;

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Reply reply = Reply.ok(Map.of("fine", true));
    private volatile boolean silent;
    private LoopbackServer server;
    private HttpCalls http;

    @BeforeEach
    void start() {
        server = new LoopbackServer("test", 0, work, null, request -> {
            asked.incrementAndGet();
            if (silent) hold();
            return reply;
        });
        server.start();
        http = new HttpCalls(LIMITS);
    }

    @AfterEach
    void stop() {
        ended.countDown();
        http.close();
        server.close();
    }

    @Test
    void aGoodAnswerIsDone() {
        assertThat(done(http.ask(get())).status()).isEqualTo(200);
    }

    @Test
    void aClearNoIsRefusedWithTheServersCodeAndWordsAndIsNotRepeated() {
        reply = Reply.refusal(409, "taken", "The name is taken.");

        assertThat(http.ask(get())).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("taken");
            assertThat(refused.why()).contains("The name is taken.").contains("409");
        });
        assertThat(asked).hasValue(1);
    }

    @Test
    void aTimeNamedByTheServerIsPassedOnWithoutRepeating() {
        reply = Reply.refusal(429, "slow-down", "Too many.").header("Retry-After", "12");

        assertThat(http.ask(get())).isInstanceOfSatisfying(Answer.TryLater.class, later -> assertThat(later.after())
                .isEqualTo(Duration.ofSeconds(12)));
        assertThat(asked).hasValue(1);
    }

    @Test
    void aBrokenAnswerToAReadIsRepeatedAndThenTriedLater() {
        reply = Reply.refusal(500, "broken", "Oops.");

        assertThat(http.ask(get())).isInstanceOf(Answer.TryLater.class);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aBrokenAnswerToWhatMayBeRepeatedIsRepeatedAndThenUnsure() {
        reply = Reply.refusal(502, "broken", "Oops.");

        assertThat(http.ask(post(Effect.REPEATABLE))).isInstanceOf(Answer.Unsure.class);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aBrokenAnswerToWhatMayHappenOnceIsUnsureAtOnce() {
        reply = Reply.refusal(500, "broken", "Oops.");

        assertThat(http.ask(post(Effect.ONCE))).isInstanceOf(Answer.Unsure.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void silenceIsUnsureForAnEffectAndSentOnce() {
        silent = true;

        assertThat(http.ask(post(Effect.ONCE))).isInstanceOf(Answer.Unsure.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aRefusedConnectionMeansNothingHappened() {
        server.suspend();

        assertThat(http.ask(post(Effect.ONCE))).isInstanceOf(Answer.TryLater.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void aKeptConnectionThatWasClosedMeantimeLeavesNoDoubt() {
        done(http.ask(post(Effect.ONCE)));
        server.suspend();

        assertThat(http.ask(post(Effect.ONCE))).isInstanceOf(Answer.TryLater.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void everyStatusIsAnAnswerToAnExchange() {
        reply = Reply.refusal(401, "no", "No.");

        assertThat(done(http.exchange(get())).status()).isEqualTo(401);
    }

    @Test
    void textsShowNoQuery() {
        reply = Reply.refusal(404, "gone", "Gone.");
        var answer = http.ask(HttpCall.get(server.endpoint() + "/x?code=marked-secret"));

        assertThat(answer.toString()).contains("/x").doesNotContain("marked-secret");
    }

    private HttpCall get() {
        return HttpCall.get(server.endpoint() + "/thing");
    }

    private HttpCall post(Effect effect) {
        return HttpCall.json("POST", server.endpoint() + "/thing", Map.of("a", 1), effect);
    }

    private void hold() {
        try {
            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
