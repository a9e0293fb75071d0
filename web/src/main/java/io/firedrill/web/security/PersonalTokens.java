package io.firedrill.web.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;

/** Personal tokens of local accounts. Stored hashed; a token is readable only when it is made. */
@Component
public class PersonalTokens {
    /** What every token begins with, so that scanners and our own redaction know one. */
    public static final String PREFIX = "fdp_";

    private static final int BYTES = 32;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    PersonalTokens(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A token at the moment it is made. */
    public record Issued(String id, String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[id=" + id + ", expiresAt=" + expiresAt + "]";
        }
    }

    record Holder(String tokenId, Account account) {}

    /** A live token as its owner sees it; the token itself is not kept. */
    public record Known(
            String id,
            String label,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** The live tokens of an account, newest first. */
    public List<Known> of(String account) {
        return jdbc.sql("select id, label, created_at, expires_at, last_used_at from web_token"
                        + " where account = ? and revoked_at is null and expires_at > ? order by created_at desc")
                .params(account, SqlTime.of(clock.instant()))
                .query((row, n) -> new Known(
                        row.getString("id"),
                        row.getString("label"),
                        SqlTime.read(row, "created_at"),
                        SqlTime.read(row, "expires_at"),
                        SqlTime.readNullable(row, "last_used_at")))
                .list();
    }

    /** Revokes a token if it is a live one of this account. */
    public boolean revoke(String tokenId, String account) {
        return jdbc.sql("update web_token set revoked_at = ? where id = ? and account = ? and revoked_at is null")
                        .params(SqlTime.of(clock.instant()), tokenId, account)
                        .update()
                > 0;
    }

    Issued issue(String account, String label, Duration life) {
        var now = clock.instant();
        var issued = new Issued(UUID.randomUUID().toString(), Secrets.random(PREFIX, BYTES), now.plus(life));
        jdbc.sql("insert into web_token (id, hash, account, label, created_at, expires_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        issued.id(),
                        Secrets.hash(issued.token()),
                        account,
                        label,
                        SqlTime.of(now),
                        SqlTime.of(issued.expiresAt()))
                .update();
        return issued;
    }

    /** The enabled account behind a live token. */
    Optional<Holder> holder(String token) {
        var now = clock.instant();
        var found = jdbc.sql("select t.id, t.last_used_at, a.name, a.roles, a.password_hash, a.enabled, a.break_glass"
                        + " from web_token t join web_account a on a.name = t.account"
                        + " where t.hash = ? and t.revoked_at is null and t.expires_at > ? and a.enabled")
                .params(Secrets.hash(token), SqlTime.of(now))
                .query((row, n) -> {
                    noteUse(row.getString("id"), SqlTime.readNullable(row, "last_used_at"), now);
                    return new Holder(
                            row.getString("id"),
                            new Account(
                                    row.getString("name"),
                                    Role.parse(row.getString("roles")),
                                    row.getString("password_hash"),
                                    true,
                                    row.getBoolean("break_glass")));
                })
                .optional();
        return found;
    }

    boolean alive(String tokenId) {
        return jdbc.sql("select count(*) from web_token t join web_account a on a.name = t.account"
                                + " where t.id = ? and t.revoked_at is null and t.expires_at > ? and a.enabled")
                        .params(tokenId, SqlTime.of(clock.instant()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    void revoke(String tokenId) {
        jdbc.sql("update web_token set revoked_at = ? where id = ? and revoked_at is null")
                .params(SqlTime.of(clock.instant()), tokenId)
                .update();
    }

    private void noteUse(String id, @Nullable Instant last, Instant now) {
        if (last != null && last.plus(USE_NOTED_EVERY).isAfter(now)) return;
        jdbc.sql("update web_token set last_used_at = ? where id = ?")
                .params(SqlTime.of(now), id)
                .update();
    }
}
