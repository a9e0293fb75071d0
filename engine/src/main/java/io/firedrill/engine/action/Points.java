package io.firedrill.engine.action;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Gateway.EnforcementPoint;
import io.firedrill.engine.port.Gateway.Verdict;

/** Where a canary can be tried: every gateway node and route that takes its kind of token, and the auth server. */
final class Points {
    static final String INTROSPECTION = "introspection";
    static final String REFRESH = "refresh";

    private Points() {}

    /** What one try showed; null when there was no verdict. */
    record Seen(boolean accepted, Instant at) {}

    static List<EnforcementPoint> of(RunSystems systems, Canary canary) {
        return systems.gateway().points().stream()
                .filter(point -> point.form() == null || point.form() == canary.form())
                .toList();
    }

    static @Nullable Seen atGateway(RunSystems systems, EnforcementPoint point, Canary canary) {
        return seen(systems.gateway().probe(point, canary.accessToken()));
    }

    static @Nullable Seen atAuthServer(RunSystems systems, Canary canary, Supplier<Instant> now) {
        return systems.auth().active(canary.accessToken()) instanceof Answer.Done<Boolean> done
                ? new Seen(done.value(), now.get())
                : null;
    }

    /**
     * Whether introspection is a point for this canary. Of a token that was handed to the run the server may refuse to
     * speak, for instance since it was issued for others; one that the run had issued must be told of.
     */
    static boolean tells(RunSystems systems, Canary canary) {
        return !canary.given() || !(systems.auth().active(canary.accessToken()) instanceof Answer.Refused<Boolean>);
    }

    private static @Nullable Seen seen(Answer<Verdict> answer) {
        return answer instanceof Answer.Done<Verdict> done
                ? new Seen(done.value().accepted(), done.value().at())
                : null;
    }

    /** Names of the points that do not accept this canary now; each is tried a few times. */
    static List<String> notAccepting(ActionContext context, Canary canary) {
        var systems = context.systems();
        var missing = new ArrayList<String>();
        for (var point : of(systems, canary)) {
            if (!accepts(() -> atGateway(systems, point, canary))) missing.add(point.name());
        }
        if (tells(systems, canary) && !accepts(() -> atAuthServer(systems, canary, context::now)))
            missing.add(INTROSPECTION);
        return missing;
    }

    private static boolean accepts(Supplier<@Nullable Seen> attempt) {
        for (var tries = 0; tries < 4; tries++) {
            if (tries > 0) Waiting.pause(java.time.Duration.ofMillis(150));
            var seen = attempt.get();
            if (seen != null && seen.accepted()) return true;
        }
        return false;
    }
}
