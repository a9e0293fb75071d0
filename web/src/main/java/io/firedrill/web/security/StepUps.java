package io.firedrill.web.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.problem.FiredrillException;

/** Proofs that a person authenticated just now: good for one act within five minutes, and for that person only. */
@Component
public class StepUps {
    /** The header a proof is sent in. */
    public static final String HEADER = "Firedrill-Step-Up";

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    StepUps(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A proof at the moment it is made. */
    public record Proof(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Proof[expiresAt=" + expiresAt + "]";
        }
    }

    Proof issue(String person) {
        var now = clock.instant();
        jdbc.sql("delete from web_step_up where expires_at < ?")
                .params(SqlTime.of(now))
                .update();
        var proof = new Proof(Secrets.random("fds_", BYTES), now.plus(LIFE));
        jdbc.sql("insert into web_step_up (hash, person, expires_at) values (?, ?, ?)")
                .params(Secrets.hash(proof.token()), person, SqlTime.of(proof.expiresAt()))
                .update();
        return proof;
    }

    /** Uses the proof up, or refuses with {@code FD-STEP-UP}. */
    public void spend(Person person, @Nullable String token) {
        if (token != null && !token.isBlank() && spent(person, token)) return;
        throw FiredrillException.forbidden(
                "FD-STEP-UP",
                "This needs a fresh login by %s: %s."
                        .formatted(
                                person.name(),
                                token == null || token.isBlank()
                                        ? "no proof of one was sent"
                                        : "the proof sent was used, is older than 5 minutes, or is someone else's"),
                "POST /api/v1/step-up with your password, then send its token once in the header " + HEADER + ".");
    }

    private boolean spent(Person person, String token) {
        return jdbc.sql("delete from web_step_up where hash = ? and person = ? and expires_at > ?")
                        .params(Secrets.hash(token), person.name(), SqlTime.of(clock.instant()))
                        .update()
                == 1;
    }
}
