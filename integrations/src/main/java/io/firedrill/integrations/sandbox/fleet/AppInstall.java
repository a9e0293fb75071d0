package io.firedrill.integrations.sandbox.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.firedrill.engine.port.Answer;
import io.firedrill.integrations.sandbox.auth.ClientIds;
import io.firedrill.integrations.sandbox.fleet.AppSignIn.NotSignedIn;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpReply;

/**
 * One app on one phone. Each step is one request to the next API on the next node; before it the app signs in or
 * refreshes as needed. Refused, it waits a little and signs in again. Steps of one install never overlap.
 */
final class AppInstall {
    private static final List<String> SCOPES = List.of(ClientIds.ORDERS, ClientIds.PROFILE);
    private static final Map<String, String> ROUTES =
            Map.of(ClientIds.ORDERS, "/orders", ClientIds.PROFILE, "/profile");

    private final AppIdentity identity;
    private final AppRelease release;
    private final String password;
    private final AppSignIn signIn;
    private final HttpCalls http;
    private final List<String> nodes;
    private final Duration pause;
    private final InstantSource clock;
    private final Telemetry telemetry = new Telemetry();
    private final Map<String, AppTokens> tokens = new HashMap<>();
    private Instant signInFrom = Instant.EPOCH;
    private boolean freshlySignedIn;
    private int turn;

    AppInstall(
            AppIdentity identity,
            AppRelease release,
            String password,
            AppSignIn signIn,
            HttpCalls http,
            List<String> nodes,
            Duration pause,
            InstantSource clock) {
        this.identity = identity;
        this.release = release;
        this.password = password;
        this.signIn = signIn;
        this.http = http;
        this.nodes = nodes;
        this.pause = pause;
        this.clock = clock;
    }

    AppIdentity identity() {
        return identity;
    }

    AppRelease release() {
        return release;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    synchronized void step() {
        var now = clock.instant();
        try {
            if (tokens.isEmpty()) {
                if (now.isBefore(signInFrom)) return;
                tokens.putAll(signIn.signIn(identity, password, SCOPES));
                freshlySignedIn = true;
            }
            var scope = SCOPES.get(turn % SCOPES.size());
            // Both APIs on one node, then both on the next.
            var node = nodes.get(turn / SCOPES.size() % nodes.size());
            turn++;
            if (refreshed(scope, now)) request(node + ROUTES.get(scope), scope);
        } catch (NotSignedIn failure) {
            telemetry.failed(clock.instant(), true);
            signInFrom = clock.instant().plus(pause);
        }
    }

    private boolean refreshed(String scope, Instant now) throws NotSignedIn {
        var held = tokens.get(scope);
        if (held == null) return false;
        if (!held.old(now)) return true;
        var fresh = signIn.refresh(identity, held);
        if (fresh == null) {
            signedOut();
            return false;
        }
        tokens.put(scope, fresh);
        return true;
    }

    private void request(String url, String scope) {
        var held = tokens.get(scope);
        if (held == null) return;
        var answer = http.exchange(HttpCall.get(url).bearer(held.access()));
        var now = clock.instant();
        if (answer instanceof Answer.Done<HttpReply> done) {
            if (done.value().ok()) {
                telemetry.passed(now);
                freshlySignedIn = false;
            } else {
                telemetry.failed(now, freshlySignedIn);
                if (done.value().status() == 401) signedOut();
            }
        } else {
            // No connection, or a key that is not pinned: signing in again changes nothing.
            telemetry.failed(now, true);
        }
    }

    private void signedOut() {
        var now = clock.instant();
        tokens.clear();
        telemetry.signedOut(now);
        signInFrom = now.plus(pause);
    }
}
