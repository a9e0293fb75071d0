package io.firedrill.integrations.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Secret;

/**
 * What this connection has seen of tokens: which the server has called active, and which refresh token belongs to
 * which access token. Holds hashes of access tokens; forgets the oldest. Thread-safe.
 */
final class Seen {
    private static final int MOST = 10_000;
    private static final String NOTHING = "";

    private final Map<String, Secret> refresh = new Recent<>();
    private final Map<String, String> active = new Recent<>();

    private static final class Recent<T> extends LinkedHashMap<String, T> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    }

    synchronized void active(Secret token) {
        active.put(hash(token), NOTHING);
    }

    synchronized boolean wasActive(Secret token) {
        return active.containsKey(hash(token));
    }

    synchronized void together(Secret access, @Nullable Secret refreshToken) {
        if (refreshToken != null) refresh.put(hash(access), refreshToken);
    }

    synchronized @Nullable Secret refreshOf(Secret access) {
        return refresh.get(hash(access));
    }

    private static String hash(Secret token) {
        try {
            var bytes = token.reveal().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
