package io.firedrill.engine.port;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The server that issues and revokes tokens. Implementations are thread-safe, put a time-out on every call and never
 * log or return a token in a text.
 */
public interface AuthServer extends OutsideSystem {
    @Override
    Health check();

    /** What this server can do at all, known without calling it. */
    Abilities abilities();

    /**
     * Issues tokens for a canary. The same key again replaces the canary's earlier tokens, so repeating is safe.
     * Refused with code {@code subject} when it cannot issue for that person.
     */
    Answer<Minted> mint(MintOrder order);

    /** Ends what {@link #mint} made under this key; done also when there was nothing left. */
    Answer<Integer> retire(String key);

    /** RFC 7662: whether the server itself still calls this token active. */
    Answer<Boolean> active(Secret token);

    /** Uses a refresh token (RFC 6749 section 6); {@code Done(empty)} never occurs: a dead token is {@code Refused}. */
    Answer<Refreshed> refresh(Secret refreshToken, String client);

    /** Revokes; the key makes it idempotent where the server allows that. Returns how many grants ended. */
    Answer<Revoked> revoke(RevokeOrder order);

    /** Whether the order with this key was carried out; {@code Unsure} when the server cannot tell. */
    Answer<Boolean> carriedOut(RevokeOrder order);

    /**
     * @param scopes what {@link #revoke} can do
     * @param mintsForAnyone whether canaries may carry the name of a real person
     * @param selfContained whether access tokens can be checked without asking this server (JWT)
     * @param accessTokenLife how long an access token lives, at most
     * @param forms the kinds of access token that {@link #mint} can make
     * @param offline whether {@link #mint} can make refresh tokens that outlive their session
     * @param instead what a person can do where {@code scopes} lacks a scope, one sentence each
     */
    record Abilities(
            Set<RevocationScope.Kind> scopes,
            boolean mintsForAnyone,
            boolean selfContained,
            Duration accessTokenLife,
            Set<TokenForm> forms,
            boolean offline,
            Map<RevocationScope.Kind, String> instead) {
        public Abilities {
            scopes = Set.copyOf(scopes);
            forms = Set.copyOf(forms);
            instead = Map.copyOf(instead);
        }

        /** A server that makes every kind of access token and no offline tokens. */
        public Abilities(
                Set<RevocationScope.Kind> scopes,
                boolean mintsForAnyone,
                boolean selfContained,
                Duration accessTokenLife) {
            this(
                    scopes,
                    mintsForAnyone,
                    selfContained,
                    accessTokenLife,
                    EnumSet.allOf(TokenForm.class),
                    false,
                    Map.of());
        }
    }

    enum TokenForm {
        JWT,
        OPAQUE
    }

    /**
     * @param key stable name of this canary, unique per run and canary
     * @param subject whose tokens; a drill account unless a real run names a person
     * @param offline whether the refresh token is to outlive its session, where {@link Abilities#offline}
     */
    record MintOrder(String key, String subject, String client, String device, TokenForm form, boolean offline) {
        public MintOrder(String key, String subject, String client, String device, TokenForm form) {
            this(key, subject, client, device, form, false);
        }
    }

    record Minted(
            String subject,
            String client,
            String device,
            String session,
            TokenForm form,
            Secret accessToken,
            @Nullable Secret refreshToken,
            Instant expiresAt) {}

    record Refreshed(Secret accessToken, @Nullable Secret refreshToken, Instant expiresAt) {}

    record RevokeOrder(String key, RevocationScope scope) {}

    /** @param at the server's own time of the act where it tells, else when its answer arrived */
    record Revoked(int grants, Instant at) {}
}
