package io.firedrill.integrations.sandbox.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.firedrill.integrations.sandbox.net.Randoms;

/** Names for tokens that cannot be turned back. */
public final class TokenHash {
    // Keyed anew at each start: a record that leaks cannot be matched with tokens from elsewhere.
    private static final SecretKeySpec KEY = new SecretKeySpec(Randoms.bytes(32), "HmacSHA256");

    private TokenHash() {}

    /** SHA-256 as hex: what a deny order for one token carries in its place. */
    public static String of(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }

    static String keyed(String hash) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(KEY);
            return HexFormat.of().formatHex(mac.doFinal(hash.getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC.", e);
        }
    }
}
