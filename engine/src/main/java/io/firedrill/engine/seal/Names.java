package io.firedrill.engine.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.database.UniqueInsert;
import io.firedrill.engine.home.FiredrillHome;

/**
 * Names for what may not be written down: a token or a person becomes a keyed hash (HMAC-SHA-256, key outside the
 * database), the same value always the same name. Who a person's name stands for is kept sealed and apart from the
 * journal, so that it can be erased. Thread-safe.
 */
@Component
public class Names {
    private static final int SHOWN_BYTES = 6;
    private final SecretKeySpec key;
    private final Seal seal;
    private final JdbcClient jdbc;
    private final UniqueInsert inserts;
    private final InstantSource clock;

    Names(FiredrillHome home, Seal seal, JdbcClient jdbc, UniqueInsert inserts, InstantSource clock) {
        this.key = new SecretKeySpec(
                home.readOrCreate("keys/names.key", () -> new SecureRandom().generateSeed(32)), "HmacSHA256");
        this.seal = seal;
        this.jdbc = jdbc;
        this.inserts = inserts;
        this.clock = clock;
    }

    /** {@code token-} and twelve hex digits. */
    public String token(String value) {
        return "token-" + digest("token", value);
    }

    /** {@code person-} and twelve hex digits; remembers, sealed, who it stands for. Joins the caller's transaction. */
    public String person(String value) {
        var pseudonym = "person-" + digest("person", value);
        if (who(pseudonym).isPresent()) return pseudonym;
        inserts.insert(
                "insert into fd_person (pseudonym, content, first_seen) values (?, ?, ?)",
                pseudonym,
                seal.close(pseudonym, value),
                SqlTime.of(clock.instant()));
        return pseudonym;
    }

    /** Who it stands for; empty when unknown or erased. */
    public Optional<String> who(String pseudonym) {
        return jdbc.sql("select content from fd_person where pseudonym = ?")
                .params(pseudonym)
                .query(String.class)
                .optional()
                .map(content -> seal.open(pseudonym, content));
    }

    /** Forgets who it stands for; the name in the journal stays and says nothing any more. */
    public void erase(String pseudonym) {
        jdbc.sql("delete from fd_person where pseudonym = ?").params(pseudonym).update();
    }

    /** 64 hex digits that are the same for the same text and tell nothing about it. */
    public String fingerprint(String value) {
        return HexFormat.of().formatHex(whole("fingerprint", value));
    }

    private String digest(String purpose, String value) {
        return HexFormat.of().formatHex(whole(purpose, value), 0, SHOWN_BYTES);
    }

    private byte[] whole(String purpose, String value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available.", e);
        }
    }
}
