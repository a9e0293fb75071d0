package io.firedrill.engine.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

import io.firedrill.engine.home.FiredrillHome;

/**
 * AES-256-GCM with a key that lies in the data folder and never in the database. The name is authenticated with the
 * content, so that a sealed text cannot be moved to another place. Thread-safe.
 */
@Component
class Seal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    Seal(FiredrillHome home) {
        this.key = new SecretKeySpec(home.readOrCreate("keys/seal.key", () -> random.generateSeed(32)), "AES");
    }

    String close(String place, String text) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, place, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            var whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal " + place, e);
        }
    }

    String open(String place, String sealed) {
        try {
            var whole = Base64.getDecoder().decode(sealed);
            var nonce = Arrays.copyOf(whole, NONCE);
            var text = cipher(Cipher.DECRYPT_MODE, place, nonce).doFinal(whole, NONCE, whole.length - NONCE);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot open what was sealed for " + place
                            + ": keys/seal.key in the data folder is not the one it was sealed with.",
                    e);
        }
    }

    private Cipher cipher(int mode, String place, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
