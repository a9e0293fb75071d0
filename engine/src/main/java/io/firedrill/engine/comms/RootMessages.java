package io.firedrill.engine.comms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.redact.Redaction;

/** Runs' first messages and what each says now. Every change is committed when its method returns. */
@Component
class RootMessages {
    private static final int LONGEST_PROBLEM = 2000;
    private static final String DUE = """
            select r.*, m.external_id, m.body from fd_root_message r join fd_message m on m.message_key = r.message_key
            where r.closed = false and r.next_at <= ? order by r.next_at, r.message_key""";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    RootMessages(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param shown version of the headline that it shows; null while it stands as posted */
    record Root(
            String key,
            String run,
            String target,
            boolean live,
            String channel,
            String externalId,
            String body,
            @Nullable String shown) {}

    /** Those that may be changed now and whose run had not ended when they were changed last. */
    List<Root> due() {
        return jdbc.sql(DUE)
                .param(SqlTime.of(clock.instant()))
                .query((row, number) -> root(row))
                .list();
    }

    /** False when another server was quicker; otherwise no other changes it for so long. */
    boolean claim(Root root, Duration length) {
        var now = clock.instant();
        return jdbc.sql("update fd_root_message set next_at = ? where message_key = ? and closed = false"
                                + " and next_at <= ?")
                        .params(SqlTime.of(now.plus(length)), root.key(), SqlTime.of(now))
                        .update()
                == 1;
    }

    void shown(Root root, String version, Instant next) {
        jdbc.sql("update fd_root_message set shown = ?, next_at = ?, problem = null where message_key = ?")
                .params(version, SqlTime.of(next), root.key())
                .update();
    }

    void later(Root root, Instant next, String why) {
        jdbc.sql("update fd_root_message set next_at = ?, problem = ? where message_key = ?")
                .params(SqlTime.of(next), problem(why), root.key())
                .update();
    }

    /** It is not changed any more. */
    void close(Root root, @Nullable String why) {
        jdbc.sql("update fd_root_message set closed = true, problem = :why where message_key = :key")
                .param("why", why == null ? null : problem(why))
                .param("key", root.key())
                .update();
    }

    private static String problem(String why) {
        var clean = Redaction.clean(why);
        return clean.length() <= LONGEST_PROBLEM ? clean : clean.substring(0, LONGEST_PROBLEM);
    }

    private static Root root(ResultSet row) throws SQLException {
        return new Root(
                row.getString("message_key"),
                row.getString("run"),
                row.getString("target"),
                row.getBoolean("live"),
                row.getString("channel"),
                row.getString("external_id"),
                row.getString("body"),
                row.getString("shown"));
    }
}
