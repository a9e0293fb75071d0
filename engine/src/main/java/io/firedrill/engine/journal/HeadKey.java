package io.firedrill.engine.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

import org.springframework.stereotype.Component;

import io.firedrill.engine.home.FiredrillHome;

/**
 * Signs chain heads with Ed25519 (RFC 8032). The key lies in the data folder, so that who owns the database cannot
 * recompute a chain unseen. Thread-safe.
 */
@Component
class HeadKey {
    private final PrivateKey privateKey;
    private final PublicKey publicKey;
    private final String id;

    HeadKey(FiredrillHome home) throws GeneralSecurityException {
        var both = new String(home.readOrCreate("keys/journal-ed25519.key", HeadKey::fresh), StandardCharsets.US_ASCII)
                .split("\\R");
        var keys = KeyFactory.getInstance("Ed25519");
        this.privateKey =
                keys.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(both[0])));
        this.publicKey =
                keys.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(both[1])));
        var digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
        this.id = HexFormat.of().formatHex(digest, 0, 8);
    }

    String id() {
        return id;
    }

    String sign(String run, long number, String hash) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(statement(run, number, hash));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign the journal head of " + run, e);
        }
    }

    boolean verify(String run, long number, String hash, String signed) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(publicKey);
            signature.update(statement(run, number, hash));
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] statement(String run, long number, String hash) {
        return ("firedrill journal head\n" + run + "\n" + number + "\n" + hash).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var encoder = Base64.getEncoder();
            return (encoder.encodeToString(pair.getPrivate().getEncoded()) + "\n"
                            + encoder.encodeToString(pair.getPublic().getEncoded()) + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available.", e);
        }
    }
}
