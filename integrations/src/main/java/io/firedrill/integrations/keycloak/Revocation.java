package io.firedrill.integrations.keycloak;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

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
 * second lives on, and {@code notBefore} spares tokens of its own second. So offline grants are deleted by name,
 * {@code notBefore} is set to the next second and waited for, and what is left is asked for. Methods belong into a
 * chain.
 */
final class Revocation {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

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

    private Revoked session(String session) {
        var path = "/sessions/" + HttpCall.encoded(session) + "?isOffline=";
        var online = Chain.value(realm.delete(path + false));
        // Under the same id there may be an offline session, which the first call leaves alone.
        var offline = Chain.afterChange(realm.delete(path + true));
        return done((online ? 1 : 0) + (offline ? 1 : 0));
    }

    private Revoked subject(String subject) {
        var user = users.find(subject);
        if (user == null) throw Chain.refusal("subject", "The realm has no user of that name or id.");
        var sessions = sessions(user);
        var offline = offlineClients(user);
        Chain.value(realm.post("/users/" + user.id() + "/logout", Map.of(), Set.of()));
        for (var client : offline)
            Chain.afterChange(realm.delete("/users/" + user.id() + "/consents/" + HttpCall.encoded(client)));
        var left = Chain.afterChange(
                Chain.of(() -> sessions(user) + offlineClients(user).size()));
        if (left > 0) return Chain.value(Answer.unsure(left + " sessions are still there after the logout."));
        return done(sessions + offline.size());
    }

    private int sessions(User user) {
        return realm.get("/users/" + user.id() + "/sessions").size();
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
        var before = realm.get("/clients/" + client.id()).path("notBefore").asLong(0);
        var from = Math.max(before, Chain.value(realm.now()) + 1);
        Chain.value(realm.put("/clients/" + client.id(), Map.of("clientId", clientId, "notBefore", from)));
        var revoked = done(grants);
        awaitSecond(from);
        return revoked;
    }

    private int count(String path) {
        return realm.get(path).path("count").asInt(0);
    }

    private Revoked everyone() {
        var grants = 0;
        for (var one : realm.get("/client-session-stats")) grants += number(one, "active") + number(one, "offline");
        Chain.value(realm.post("/logout-all", Map.of(), Set.of()));
        // That has ended Firedrill's own token as well; the next call fetches another.
        var before = Chain.afterChange(Chain.of(() -> realm.get("")))
                .path("notBefore")
                .asLong(0);
        var from = Math.max(before, Chain.afterChange(realm.now()) + 1);
        Chain.afterChange(realm.put("", Map.of("notBefore", from)));
        var revoked = done(grants);
        awaitSecond(from);
        return revoked;
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
            return user == null || (sessions(user) == 0 && offlineClients(user).isEmpty());
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
