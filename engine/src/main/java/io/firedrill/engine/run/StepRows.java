package io.firedrill.engine.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.run.Run.StepState;

/** How far each step of a run is. Joins the caller's transaction. */
@Component
class StepRows {
    private final JdbcClient jdbc;

    StepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record StepRow(
            String step,
            StepState state,
            int attempt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant readyAt,
            @Nullable String summary) {}

    Optional<StepRow> find(String run, String step) {
        return jdbc.sql("select * from fd_step where run = ? and step = ?")
                .params(run, step)
                .query(StepRows::row)
                .optional();
    }

    List<StepRow> of(String run) {
        return jdbc.sql("select * from fd_step where run = ?")
                .params(run)
                .query(StepRows::row)
                .list();
    }

    /** One more attempt; returns its number. */
    int begin(String run, String step, StepState state, Instant at) {
        var before = find(run, step);
        if (before.isEmpty()) {
            jdbc.sql("insert into fd_step (run, step, state, attempt, started_at) values (?, ?, ?, 1, ?)")
                    .params(run, step, label(state), SqlTime.of(at))
                    .update();
            return 1;
        }
        var attempt = before.get().attempt() + 1;
        jdbc.sql(
                        "update fd_step set state = ?, attempt = ?, summary = null, ended_at = null, ready_at = null where run = ? and step = ?")
                .params(label(state), attempt, run, step)
                .update();
        return attempt;
    }

    void ready(String run, String step, Instant at) {
        jdbc.sql("update fd_step set ready_at = ? where run = ? and step = ? and ready_at is null")
                .params(SqlTime.of(at), run, step)
                .update();
    }

    /** What others waited for is not given any more, for instance since the attempt failed. */
    void notReady(String run, String step) {
        jdbc.sql("update fd_step set ready_at = null where run = ? and step = ?")
                .params(run, step)
                .update();
    }

    void state(String run, String step, StepState state, @Nullable String summary) {
        jdbc.sql(
                        "update fd_step set state = :state, summary = coalesce(:summary, summary) where run = :run and step = :step")
                .param("state", label(state))
                .param("summary", summary)
                .param("run", run)
                .param("step", step)
                .update();
    }

    void end(String run, String step, StepState state, @Nullable String summary, Instant at) {
        state(run, step, state, summary);
        jdbc.sql("update fd_step set ended_at = ? where run = ? and step = ?")
                .params(SqlTime.of(at), run, step)
                .update();
    }

    private static String label(StepState state) {
        return state.label();
    }

    private static StepRow row(ResultSet row, int n) throws SQLException {
        return new StepRow(
                row.getString("step"),
                StepState.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                row.getInt("attempt"),
                SqlTime.readNullable(row, "started_at"),
                SqlTime.readNullable(row, "ended_at"),
                SqlTime.readNullable(row, "ready_at"),
                row.getString("summary"));
    }
}
