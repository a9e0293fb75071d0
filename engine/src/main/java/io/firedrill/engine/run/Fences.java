package io.firedrill.engine.run;

import java.time.InstantSource;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;

/** Rows that keep new effects from starting: one per halted run, and one for all. Joins the caller's transaction. */
@Component
class Fences {
    static final String ALL = "*";
    private final JdbcClient jdbc;
    private final InstantSource clock;

    Fences(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The fence that holds this run back, its own first. */
    Optional<HaltAll.Status> holding(String run) {
        var own = find(run);
        return own.isPresent() ? own : find(ALL);
    }

    Optional<HaltAll.Status> find(String run) {
        return jdbc.sql("select reason, actor, since from fd_fence where run = ?")
                .params(run)
                .query((row, n) ->
                        new HaltAll.Status(row.getString("reason"), row.getString("actor"), SqlTime.read(row, "since")))
                .optional();
    }

    boolean raise(String run, String reason, String actor) {
        if (find(run).isPresent()) return false;
        jdbc.sql("insert into fd_fence (run, reason, actor, since) values (?, ?, ?, ?)")
                .params(run, reason, actor, SqlTime.of(clock.instant()))
                .update();
        return true;
    }

    boolean lower(String run) {
        return jdbc.sql("delete from fd_fence where run = ?").params(run).update() > 0;
    }
}
