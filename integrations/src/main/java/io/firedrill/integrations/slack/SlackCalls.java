package io.firedrill.integrations.slack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Binding;

/**
 * Calls of Slack's methods with the bot token fetched for each, a time limit, and a clear answer. Nothing is repeated
 * here: who calls decides. A pause that Slack asked for holds for its method in all channels. Thread-safe.
 */
final class SlackCalls {
    private static final Pattern TOKEN_FORM = Pattern.compile("xox[a-z](?:\\.xox[a-z])?-[A-Za-z0-9-]{8,}");

    private final Binding binding;
    private final InstantSource clock;
    private final Slack slack;
    private final SentWatch watch = new SentWatch();
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();

    /** One method of Slack's. */
    interface Method<T> {
        T call(MethodsClient client) throws IOException, SlackApiException;
    }

    SlackCalls(Binding binding, String endpoint, SlackLimits limits, InstantSource clock) {
        this.binding = binding;
        this.clock = clock;
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(endpoint);
        config.setStatsEnabled(false);
        // The client's own listeners write requests and answers to the log.
        config.setHttpClientResponseHandlers(List.of());
        this.slack = Slack.getInstance(config, new SlackHttpClient(http(limits, watch)));
    }

    private static OkHttpClient http(SlackLimits limits, SentWatch watch) {
        return new OkHttpClient.Builder()
                .connectTimeout(limits.connect())
                .callTimeout(limits.answer())
                .readTimeout(limits.answer())
                .writeTimeout(limits.answer())
                // A message that may have arrived is looked for, and neither sent again nor to another address.
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                // A kept connection that Slack has closed would leave it open whether the request arrived.
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .eventListener(watch)
                .build();
    }

    /** A call that changes nothing: without a clear answer it is simply to be asked again. */
    <T extends SlackApiTextResponse> Answer<T> read(String name, Method<T> method) {
        return call(name, method, false);
    }

    /** A call that changes something. */
    <T extends SlackApiTextResponse> Answer<T> change(String name, Method<T> method) {
        return call(name, method, true);
    }

    private <T extends SlackApiTextResponse> Answer<T> call(String name, Method<T> method, boolean effect) {
        var until = notBefore.get(name);
        var now = clock.instant();
        if (until != null && until.isAfter(now)) return pause(name, Duration.between(now, until));
        var token = binding.credential().apply(SlackKind.TOKEN).reveal();
        if (!TOKEN_FORM.matcher(token).matches()) {
            return Answer.refused(
                    "bot-token-form",
                    "The secret 'bot-token' is no Slack token. Store the one that begins with xoxb-.");
        }
        watch.begin();
        try {
            var reply = method.call(slack.methods(token));
            if (reply.isOk()) return Answer.done(reply);
            return held(
                    name,
                    SlackErrors.refusal(name, reply.getError(), reply.getNeeded(), effect, SlackErrors.UNTOLD_PAUSE));
        } catch (SlackApiException e) {
            return status(name, e, effect);
        } catch (IOException e) {
            return lost(name, e, effect);
        } catch (RuntimeException e) {
            // The client's way to say that the answer is no JSON; the text is left out since it may hold anything.
            if (!watch.left()) throw e;
            return SlackErrors.broken(name, "with something unreadable", effect);
        }
    }

    private <T> Answer<T> status(String name, SlackApiException e, boolean effect) {
        int status = e.getResponse().code();
        if (status == 429)
            return held(name, pause(name, retryAfter(e.getResponse().header("Retry-After"))));
        if (status >= 500) return SlackErrors.broken(name, "HTTP " + status, effect);
        var error = e.getError();
        if (error != null && error.getError() != null) {
            return SlackErrors.refusal(name, error.getError(), error.getNeeded(), effect, SlackErrors.UNTOLD_PAUSE);
        }
        return Answer.refused("http-" + status, "Slack answered HTTP " + status + ". Check the setting 'endpoint'.");
    }

    private <T> Answer<T> lost(String name, IOException e, boolean effect) {
        var why = e.getClass().getSimpleName();
        if (effect && watch.left()) {
            return Answer.unsure("No answer to " + name + " (" + why + "); it may have happened.");
        }
        return Answer.tryLater("Slack cannot be reached for " + name + " (" + why + ").", Duration.ofSeconds(1));
    }

    private <T> Answer<T> held(String name, Answer<T> answer) {
        if (answer instanceof Answer.TryLater<T> busy) {
            notBefore.merge(name, clock.instant().plus(busy.after()), (one, other) -> one.isAfter(other) ? one : other);
        }
        return answer;
    }

    private static <T> Answer<T> pause(String name, Duration after) {
        return Answer.tryLater("Slack asks to wait with " + name + ".", after);
    }

    private static Duration retryAfter(@Nullable String header) {
        try {
            if (header != null) return Duration.ofSeconds(Math.max(1, Long.parseLong(header.strip())));
        } catch (NumberFormatException notSeconds) {
            return SlackErrors.UNTOLD_PAUSE;
        }
        return SlackErrors.UNTOLD_PAUSE;
    }
}
