package io.firedrill.integrations.slack;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.slack.api.methods.response.auth.AuthTestResponse;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Health;

/** Whether the token is a bot's, is good and may do what is needed. */
final class SlackHealth {
    private static final Set<String> NEEDED = Set.of(
            "chat:write", "chat:write.customize", "channels:read", "groups:read", "channels:history", "groups:history");

    private final SlackCalls calls;

    SlackHealth(SlackCalls calls) {
        this.calls = calls;
    }

    Health check() {
        var answer = calls.read("auth.test", client -> client.authTest(request -> request));
        if (answer instanceof Answer.Done<AuthTestResponse> done) return judged(done.value());
        if (answer instanceof Answer.Refused<AuthTestResponse> refused)
            return Health.ill("Slack refuses: " + refused.code() + ". " + refused.why());
        if (answer instanceof Answer.TryLater<AuthTestResponse> later) return Health.ill(later.why());
        return Health.ill("Slack gives no clear answer.");
    }

    private static Health judged(AuthTestResponse reply) {
        if (reply.getBotId() == null)
            return Health.ill("The token is a person's. Store the app's bot token, which begins with xoxb-.");
        var missing = new TreeSet<>(NEEDED);
        missing.removeAll(scopes(reply.getHttpResponseHeaders()));
        if (!missing.isEmpty()) {
            return Health.ill("The app lacks " + (missing.size() == 1 ? "the scope " : "the scopes ")
                    + String.join(", ", missing)
                    + ". Add what is missing under OAuth & Permissions, reinstall the app and store the new token.");
        }
        return Health.good("Slack answers as bot '" + reply.getUser() + "' in workspace '" + reply.getTeam() + "'.");
    }

    private static Set<String> scopes(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().toLowerCase(Locale.ROOT).equals("x-oauth-scopes"))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .collect(Collectors.toSet());
    }
}
