package io.firedrill.integrations.support;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.integrations.support.HttpCall.Effect;

/**
 * Requests over kept-alive connections, on the caller's thread, with a time limit each. What may be repeated is, a few
 * times, with growing and jittered pauses. Follows no redirects and keeps no cookies. Thread-safe.
 */
public final class HttpCalls implements AutoCloseable {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final TimeValue USUALLY_ALIVE = TimeValue.ofSeconds(1);
    private static final int LONGEST_BODY = 4 * 1024 * 1024;

    private final HttpLimits limits;
    private final CloseableHttpClient client;
    private final CloseableHttpClient careful;

    public HttpCalls(HttpLimits limits) {
        this(limits, null);
    }

    /** @param tls whom to trust; null for the machine's own list */
    public HttpCalls(HttpLimits limits, @Nullable SSLContext tls) {
        this.limits = limits;
        this.client = client(limits, tls, USUALLY_ALIVE);
        // A kept connection that the other side has closed would leave it open whether the request arrived. Looking
        // first costs about a millisecond, so only what may happen once does.
        this.careful = client(limits, tls, TimeValue.ZERO_MILLISECONDS);
    }

    /** {@code Done} with whatever status came back; for callers to whom a 401 is an answer. */
    public Answer<HttpReply> exchange(HttpCall call) {
        return repeated(call, status -> true);
    }

    /** {@code Done} for a 2xx only; other statuses become what they mean for the caller. */
    public Answer<HttpReply> ask(HttpCall call) {
        return repeated(call, status -> false);
    }

    /** {@code Done} for a 2xx and for these statuses, which are an answer to the caller. */
    public Answer<HttpReply> ask(HttpCall call, Set<Integer> answers) {
        return repeated(call, answers::contains);
    }

    private Answer<HttpReply> repeated(HttpCall call, IntPredicate alsoDone) {
        for (var attempt = 1; ; attempt++) {
            var answer = once(call);
            if (answer instanceof Answer.Done<HttpReply> done
                    && !alsoDone.test(done.value().status())) answer = judged(call, done.value());
            if (!again(call, answer) || attempt >= limits.attempts() || !pause(attempt)) return answer;
        }
    }

    private Answer<HttpReply> once(HttpCall call) {
        try {
            return Answer.done(
                    (call.effect() == Effect.ONCE ? careful : client).execute(request(call), HttpCalls::reply));
        } catch (ConnectTimeoutException | ConnectException | UnknownHostException unreached) {
            return Answer.tryLater(call.named() + " could not be reached: " + reason(unreached), FIRST_PAUSE);
        } catch (SSLException unsafe) {
            return Answer.tryLater(call.named() + " has no valid TLS: " + reason(unsafe), LONGEST_PAUSE);
        } catch (IOException | CancellationException lost) {
            var why = call.named() + " gave no answer: " + reason(lost);
            return call.effect() == Effect.READS ? Answer.tryLater(why, FIRST_PAUSE) : Answer.unsure(why);
        }
    }

    private static Answer<HttpReply> judged(HttpCall call, HttpReply reply) {
        if (reply.ok()) return Answer.done(reply);
        var why = call.named() + " answered " + reply.why();
        if (reply.status() == 429 || reply.status() == 503) return Answer.tryLater(why, retryAfter(reply));
        if (reply.status() >= 500 || reply.status() == 408)
            return call.effect() == Effect.READS ? Answer.tryLater(why, FIRST_PAUSE) : Answer.unsure(why);
        return Answer.refused(reply.code(), why);
    }

    /** A server that names its time is left alone: the caller decides how long to wait. */
    private static boolean again(HttpCall call, Answer<HttpReply> answer) {
        if (answer instanceof Answer.Unsure) return call.effect() != Effect.ONCE;
        return answer instanceof Answer.TryLater<HttpReply> later
                && later.after().compareTo(FIRST_PAUSE) <= 0;
    }

    private static Duration retryAfter(HttpReply reply) {
        var seconds = reply.header("Retry-After");
        if (seconds == null || !seconds.matches("[0-9]{1,5}")) return Duration.ofSeconds(1);
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static boolean pause(int attempt) {
        var longest = Math.min(FIRST_PAUSE.toMillis() << Math.min(attempt - 1, 10), LONGEST_PAUSE.toMillis());
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HttpUriRequestBase request(HttpCall call) {
        var request = new HttpUriRequestBase(call.method(), URI.create(call.url()));
        call.headers().forEach(request::setHeader);
        if (call.body() != null) request.setEntity(new ByteArrayEntity(call.body(), null));
        return request;
    }

    private static HttpReply reply(ClassicHttpResponse response) throws IOException {
        var headers = new HashMap<String, String>();
        for (var header : response.getHeaders())
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        var entity = response.getEntity();
        var body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity, LONGEST_BODY);
        return new HttpReply(response.getCode(), headers, body);
    }

    private static String reason(Exception e) {
        var message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
    }

    private static CloseableHttpClient client(HttpLimits limits, @Nullable SSLContext tls, TimeValue lookAfter) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(limits.connections())
                .setMaxConnTotal(limits.connections() * 4)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(limits.answer()))
                        .setValidateAfterInactivity(lookAfter)
                        .build());
        if (tls != null) connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls));
        return HttpClients.custom()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(limits.answer()))
                        .setResponseTimeout(Timeout.of(limits.answer()))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("firedrill")
                .build();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        careful.close(CloseMode.IMMEDIATE);
    }
}
