package io.firedrill.integrations.keycloak;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer.Revoked;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.keycloak.CanaryUsers.User;
import io.firedrill.integrations.support.Chain;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.JwtClaims;

/**
 * Ends grants by each scope Keycloak knows. Its own answers are no proof: after a logout an offline token of the same
 * second lives on, {@code notBefore} spares tokens of its own second, and a refresh that is under way puts an ended
 * session back. So offline grants are deleted by name, {@code notBefore} is set to a second that has not begun and is
 * waited for, and sessions are looked for until they stay away. Methods belong into a chain.
 */
final class Revocation {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int CLEAN_LOOKS = 3;
    private static final int FARTHEST = 8;

    private final Realm realm;
    private final CanaryUsers users;
    private final Clients clients;
    private final InstantSource clock;

    Revocation(Realm realm, CanaryUsers users, Clients clients, InstantSource clock) {
        this.realm = realm;
        this.users = users;
        this.clients = clients;
        this.clock = clock;
    }

    Revoked revoke(RevocationScope scope) {
        if (scope instanceof RevocationScope.Token token) return session(sessionOf(token.token()));
        if (scope instanceof RevocationScope.Session session) return session(session.session());
        if (scope instanceof RevocationScope.Subject subject) return subject(subject.subject());
        if (scope instanceof RevocationScope.Client client) return client(client.client());
        if (scope instanceof RevocationScope.Everyone) return everyone();
        throw Chain.refusal("scope", "Keycloak binds sessions to no device.");
    }

    /** Knowing a session's id is as good as holding one of its tokens, so a forged token gains nobody anything. */
    private String sessionOf(Secret token) {
        var claims = JwtClaims.of(token.reveal());
        if (claims == null || !realm.issuer().equals(claims.text("iss")))
            throw Chain.refusal("token", "The token is not one of " + realm.issuer() + ".");
        var session = claims.text("sid");
        if (session != null) return session;
        throw Chain.refusal(
                "token",
                "The token belongs to no session, as those of client credentials do. Revoke by scope client instead.");
    }

    /** One call for each kind, for sessions that nobody but this run uses. */
    int end(String session) {
        var path = "/sessions/" + HttpCall.encoded(session) + "?isOffline=";
        var online = Chain.value(realm.delete(path + false));
        // Under the same id there may be an offline session, which the first call leaves alone.
        var offline = Chain.afterChange(realm.delete(path + true));
        return (online ? 1 : 0) + (offline ? 1 : 0);
    }

    /** A refresh that was under way puts a session back, so it is ended until it stays away. */
    private Revoked session(String session) {
        var most = end(session);
        var revoked = done(most);
        untilClean("session", () -> Chain.afterChange(Chain.of(() -> end(session))) == 0);
        return revoked;
    }

    private Revoked subject(String subject) {
        var user = users.find(subject);
        if (user == null) throw Chain.refusal("subject", "The realm has no user of that name or id.");
        var known = new LinkedHashSet<>(onlineSessions(user));
        var grants = known.size() + offlineClients(user).size();
        Chain.value(realm.post("/users/" + user.id() + "/logout", Map.of(), Set.of()));
        untilClean(
                "person",
                () -> Chain.afterChange(Chain.of(() -> {
                    known.addAll(onlineSessions(user));
                    var clean = signedOut(user);
                    // One that was put back works and is in no list; by its id it is found.
                    for (var session : known) clean &= end(session) == 0;
                    return clean;
                })));
        return done(grants);
    }

    /** Ends what is there; true when nothing was. */
    private boolean signedOut(User user) {
        var offline = offlineClients(user);
        for (var client : offline)
            Chain.value(realm.delete("/users/" + user.id() + "/consents/" + HttpCall.encoded(client)));
        var online = onlineSessions(user).size();
        if (online > 0) Chain.value(realm.post("/users/" + user.id() + "/logout", Map.of(), Set.of()));
        return offline.isEmpty() && online == 0;
    }

    private void untilClean(String what, BooleanSupplier look) {
        var end = System.nanoTime() + LONGEST_WAIT.toNanos();
        for (var clean = 0; clean < CLEAN_LOOKS; ) {
            LockSupport.parkNanos(TICK.toNanos());
            clean = look.getAsBoolean() ? clean + 1 : 0;
            if (clean < CLEAN_LOOKS && System.nanoTime() - end > 0)
                Chain.value(Answer.unsure("Sessions of the " + what + " come back as often as they are ended."));
        }
    }

    private List<String> onlineSessions(User user) {
        var sessions = new ArrayList<String>();
        for (var session : realm.get("/users/" + user.id() + "/sessions"))
            sessions.add(session.path("id").asString());
        return sessions;
    }

    private List<String> offlineClients(User user) {
        var clients = new ArrayList<String>();
        for (var consent : realm.get("/users/" + user.id() + "/consents"))
            for (var grant : consent.path("additionalGrants"))
                if ("Offline Token".equals(grant.path("key").asString("")))
                    clients.add(consent.path("clientId").asString());
        return clients;
    }

    private Revoked client(String clientId) {
        clients.forget();
        var client = clients.get(clientId);
        var grants = count("/clients/" + client.id() + "/session-count")
                + count("/clients/" + client.id() + "/offline-session-count");
        notBefore("/clients/" + client.id(), Map.of("clientId", clientId));
        return done(grants);
    }

    /**
     * Sets {@code notBefore} to a second that the server had not begun when it took it: who refreshes all the time
     * would otherwise hold a token of that second.
     */
    private void notBefore(String path, Map<String, Object> named) {
        for (var ahead = 1; ahead <= FARTHEST; ahead *= 2) {
            var earlier = Chain.afterChange(Chain.of(() -> realm.get(path)))
                    .path("notBefore")
                    .asLong(0);
            var from = Math.max(earlier, Chain.afterChange(realm.now()) + ahead);
            var body = new LinkedHashMap<>(named);
            body.put("notBefore", from);
            Chain.afterChange(realm.put(path, body));
            if (Chain.afterChange(realm.now()) < from) {
                awaitSecond(from);
                return;
            }
        }
        Chain.value(Answer.unsure("The server takes too long for a change to be sure of its time."));
    }

    private int count(String path) {
        return realm.get(path).path("count").asInt(0);
    }

    private Revoked everyone() {
        var grants = 0;
        for (var one : realm.get("/client-session-stats")) grants += number(one, "active") + number(one, "offline");
        Chain.value(realm.post("/logout-all", Map.of(), Set.of()));
        // That has ended Firedrill's own token as well; the next call fetches another.
        notBefore("", Map.of());
        return done(grants);
    }

    private static int number(JsonNode stats, String name) {
        return Integer.parseInt(stats.path(name).asString("0"));
    }

    /** Until the server issues tokens that its own {@code notBefore} lets live. */
    private void awaitSecond(long second) {
        var end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (Chain.afterChange(realm.now()) < second) {
            if (System.nanoTime() - end > 0) {
                Chain.value(Answer.unsure("The server's clock does not reach the time set as notBefore."));
                return;
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    /** What is true now of the scope; an answer that tells nothing where nobody could tell. */
    boolean holds(RevocationScope scope) {
        if (scope instanceof RevocationScope.Subject subject) {
            var user = users.find(subject.subject());
            return user == null
                    || (onlineSessions(user).isEmpty() && offlineClients(user).isEmpty());
        }
        if (scope instanceof RevocationScope.Client client) {
            var id = clients.get(client.client()).id();
            if (count("/clients/" + id + "/session-count") + count("/clients/" + id + "/offline-session-count") == 0)
                return true;
        }
        return Chain.value(Answer.unsure("Keycloak does not tell whether a session it has is older than the order."));
    }

    private Revoked done(int grants) {
        return new Revoked(grants, clock.instant());
    }
}
