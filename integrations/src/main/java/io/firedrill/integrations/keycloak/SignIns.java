package io.firedrill.integrations.keycloak;

import java.time.Instant;
import java.time.InstantSource;

import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.Minted;
import io.firedrill.engine.port.AuthServer.Refreshed;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.keycloak.CanaryUsers.User;
import io.firedrill.integrations.keycloak.Clients.Client;
import io.firedrill.integrations.support.Chain;
import io.firedrill.integrations.support.HttpCall.Effect;
import io.firedrill.integrations.support.HttpReply;
import io.firedrill.integrations.support.JwtClaims;

/** Signs canaries in, one session each, and renews their tokens. Methods belong into a chain. */
final class SignIns {
    private final Realm realm;
    private final CanaryUsers users;
    private final InstantSource clock;

    SignIns(Realm realm, CanaryUsers users, InstantSource clock) {
        this.realm = realm;
        this.users = users;
        this.clock = clock;
    }

    Minted signIn(MintOrder order, Client client, User user) {
        if (!client.passwords())
            throw Chain.refusal(
                    "client",
                    "Client '" + client.clientId() + "' does not allow direct access grants, by which canaries sign in."
                            + " Switch them on for a client of its own that only canaries use.");
        var answer = password(order, client, user, users.password(user));
        if (answer instanceof Answer.Refused<HttpReply> refused
                && refused.code().equals("invalid_grant"))
            answer = password(order, client, user, users.newPassword(user));
        var told = Realm.tree(Chain.value(answer));
        var refresh = Secret.of(told.path("refresh_token").asString());
        if (order.offline() && !"Offline".equals(type(refresh)))
            throw Chain.refusal(
                    "offline",
                    "Client '" + client.clientId() + "' gives canaries no offline tokens. Add the client scope"
                            + " offline_access to it, or set offline-tokens: false in the target file.");
        var access = Secret.of(told.path("access_token").asString());
        return new Minted(
                order.subject(),
                order.client(),
                order.device(),
                told.path("session_state").asString(""),
                TokenForm.JWT,
                access,
                refresh,
                expiry(told));
    }

    private Answer<HttpReply> password(MintOrder order, Client client, User user, Secret password) {
        var form = client.form("password");
        form.put("username", user.name());
        form.put("password", password.reveal());
        form.put("scope", order.offline() ? "openid offline_access" : "openid");
        // Twice would be two sessions, of which one is known to nobody.
        return realm.grantTo(form, Effect.ONCE);
    }

    Refreshed refresh(Secret token, Client client) {
        var form = client.form("refresh_token");
        form.put("refresh_token", token.reveal());
        var told = Realm.tree(Chain.value(realm.grantTo(form, Effect.ONCE)));
        var next = told.path("refresh_token").asString("");
        return new Refreshed(
                Secret.of(told.path("access_token").asString()), next.isBlank() ? null : Secret.of(next), expiry(told));
    }

    private Instant expiry(JsonNode told) {
        return clock.instant().plusSeconds(told.path("expires_in").asLong());
    }

    private static String type(Secret token) {
        var claims = JwtClaims.of(token.reveal());
        var type = claims == null ? null : claims.text("typ");
        return type == null ? "" : type;
    }
}
