package io.firedrill.integrations.oauth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.RevocationScope.Kind;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.Addresses;
import io.firedrill.integrations.support.Chain;
import io.firedrill.integrations.support.HttpCall.Effect;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.JwtClaims;

/**
 * What the standards allow against a server of which only the issuer and one client are known: canaries of that
 * client's own account, and revocation of single tokens. The tokens of a canary are known to this connection alone: after
 * a restart nobody can end them, and they end by themselves.
 */
final class OAuth2Server implements AuthServer {
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private final TokenCalls calls;
    private final Metadata metadata;
    private final Seen seen = new Seen();
    private final Map<String, Minted> canaries = new ConcurrentHashMap<>();
    private final Abilities abilities;
    private final Binding binding;
    private final String issuer;
    private final InstantSource clock;

    OAuth2Server(Binding binding, InstantSource clock) {
        this.issuer = binding.required(OAuth2Kind.ISSUER);
        Addresses.checked(issuer, "Setting '" + OAuth2Kind.ISSUER + "' of system '" + binding.system() + "'");
        var http = Addresses.calls(binding, OAuth2Kind.CA, HttpLimits.USUAL);
        this.metadata = new Metadata(http, issuer, clock);
        this.calls = new TokenCalls(http, metadata, binding);
        this.binding = binding;
        this.clock = clock;
        var opaque = Boolean.parseBoolean(binding.setting(OAuth2Kind.OPAQUE));
        var life = binding.setting(OAuth2Kind.TOKEN_LIFE);
        this.abilities = new Abilities(
                Set.of(Kind.TOKEN),
                false,
                !opaque,
                life == null ? USUAL_LIFE : Duration.parse(life),
                Set.of(opaque ? TokenForm.OPAQUE : TokenForm.JWT),
                false,
                instead());
    }

    private static Map<Kind, String> instead() {
        var words = new EnumMap<Kind, String>(Kind.class);
        for (var kind : Kind.values())
            if (kind != Kind.TOKEN)
                words.put(
                        kind,
                        "The OAuth2 standards revoke single tokens only (RFC 7009). Sign out by "
                                + kind.name().toLowerCase(java.util.Locale.ROOT)
                                + " in the server's own console, or give the target an adapter made for that server.");
        return words;
    }

    @Override
    public Health check() {
        var checked = Chain.of(() -> {
            var endpoints = metadata.endpoints();
            if (endpoints.revocation() == null)
                return Health.ill(issuer + " publishes no revocation endpoint (RFC 7009), so nothing can be revoked.");
            if (endpoints.introspection() == null)
                return Health.ill(
                        issuer + " publishes no introspection endpoint (RFC 7662), so nothing can be proved.");
            return Health.good(issuer + " answers.");
        });
        if (checked instanceof Answer.Done<Health> done) return done.value();
        if (checked instanceof Answer.Refused<Health> refused) return Health.ill(refused.why());
        if (checked instanceof Answer.TryLater<Health> later) return Health.ill(later.why());
        return Health.ill(issuer + " does not answer.");
    }

    @Override
    public Abilities abilities() {
        return abilities;
    }

    @Override
    public Answer<Minted> mint(MintOrder order) {
        if (!order.client().equals(calls.client()) || !order.subject().equals(calls.client()))
            return Answer.refused(
                    order.client().equals(calls.client()) ? "subject" : "client",
                    "Without more than the standards, tokens can be had for client '" + calls.client()
                            + "' and its own account only: name it four times under canaries: in the target file.");
        return Chain.of(() -> {
            var before = canaries.remove(order.key());
            if (before != null) end(before);
            var form = new LinkedHashMap<String, String>();
            form.put("grant_type", "client_credentials");
            var scope = binding.setting(OAuth2Kind.SCOPE);
            if (scope != null) form.put("scope", scope);
            var minted = minted(order, calls.token(form, calls.client(), Effect.REPEATABLE));
            canaries.put(order.key(), minted);
            if (minted.form() != order.form())
                throw Chain.refusal(
                        "form",
                        "The server issues " + minted.form() + " tokens; set opaque-tokens: "
                                + (minted.form() == TokenForm.OPAQUE) + " in the target file.");
            // Only a token once seen as active can be seen to die.
            if (!Chain.value(active(minted.accessToken())))
                throw Chain.refusal(
                        "introspection",
                        "The server calls a token it has just issued to client '" + calls.client()
                                + "' inactive when that client asks. Let the client introspect its own tokens; with"
                                + " Keycloak, by an audience mapper for the client itself.");
            return minted;
        });
    }

    private Minted minted(MintOrder order, JsonNode told) {
        var access = Secret.of(told.path("access_token").asString());
        var refresh = told.path("refresh_token").asString("");
        var form = JwtClaims.of(access.reveal()) == null ? TokenForm.OPAQUE : TokenForm.JWT;
        var expires = clock.instant().plusSeconds(told.path("expires_in").asLong(0));
        var refreshToken = refresh.isBlank() ? null : Secret.of(refresh);
        seen.together(access, refreshToken);
        return new Minted(
                order.subject(),
                order.client(),
                order.device(),
                "none of " + order.device(),
                form,
                access,
                refreshToken,
                expires);
    }

    @Override
    public Answer<Integer> retire(String key) {
        return Chain.of(() -> {
            var canary = canaries.get(key);
            if (canary == null) return 0;
            end(canary);
            canaries.remove(key);
            return 1;
        });
    }

    private void end(Minted canary) {
        revoke(canary.accessToken());
    }

    /**
     * A server calls a token inactive also when it does not want to tell the one who asks (RFC 7662 section 2.2). So a
     * no counts only of tokens that are this client's or that the server has called active before.
     */
    @Override
    public Answer<Boolean> active(Secret token) {
        return Chain.of(() -> {
            var active = calls.introspect(token).path("active").asBoolean(false);
            if (active) seen.active(token);
            else if (!seen.wasActive(token) && isForOthers(token))
                throw Chain.refusal(
                        "audience",
                        "The server calls the token inactive, which it may also do since it is neither of nor for client"
                                + " '" + calls.client() + "'.");
            return active;
        });
    }

    private boolean isForOthers(Secret token) {
        var claims = JwtClaims.of(token.reveal());
        return claims != null
                && !calls.client().equals(claims.client())
                && !claims.audience().contains(calls.client());
    }

    @Override
    public Answer<Refreshed> refresh(Secret refreshToken, String client) {
        return Chain.of(() -> {
            var form = Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal());
            var told = calls.token(form, client, Effect.ONCE);
            var access = Secret.of(told.path("access_token").asString());
            var next = told.path("refresh_token").asString("");
            var renewed = next.isBlank() ? null : Secret.of(next);
            seen.together(access, renewed == null ? refreshToken : renewed);
            return new Refreshed(
                    access,
                    renewed,
                    clock.instant().plusSeconds(told.path("expires_in").asLong(0)));
        });
    }

    @Override
    public Answer<Revoked> revoke(RevokeOrder order) {
        if (!(order.scope() instanceof RevocationScope.Token scope))
            return Answer.refused("scope", "The OAuth2 standards revoke single tokens only.");
        return Chain.of(() -> new Revoked(revoke(scope.token()), clock.instant()));
    }

    /** The token, and the refresh token it came with where that is known: else the grant would go on. */
    private int revoke(Secret token) {
        var before = calls.introspect(token);
        var owner = calls.owner(token, before);
        var refresh = seen.refreshOf(token);
        if (refresh != null) Chain.value(calls.revoke(refresh, owner));
        // The server may have ended both by now, and says 200 to a token it no longer knows.
        var answer = calls.revoke(token, owner);
        if (refresh == null) Chain.value(answer);
        else Chain.afterChange(answer);
        // Nothing but another look shows whether the order was followed.
        var ended = before.path("active").asBoolean(false)
                && !Chain.afterChange(Chain.of(() -> calls.introspect(token)))
                        .path("active")
                        .asBoolean(false);
        return ended ? 1 : 0;
    }

    @Override
    public Answer<Boolean> carriedOut(RevokeOrder order) {
        if (order.scope() instanceof RevocationScope.Token scope)
            return active(scope.token()).map(active -> !active);
        return Answer.done(false);
    }
}
