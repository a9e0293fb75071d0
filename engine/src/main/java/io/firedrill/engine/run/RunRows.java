package io.firedrill.engine.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.engine.database.SqlTime;

/** The run table. Joins the caller's transaction. */
@Component
class RunRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TEXT = "(lower(id) like :text escape '!' or lower(runbook) like :text escape '!'"
            + " or lower(runbook_title) like :text escape '!' or lower(target) like :text escape '!'"
            + " or lower(started_by) like :text escape '!' or lower(coalesce(reason, '')) like :text escape '!'"
            + " or lower(parameters) like :text escape '!')";
    private static final String TIME_TO_REVOKE =
            "(select m.measured from fd_measure m where m.run = fd_run.id and m.name = 'time-to-revoke')";

    private final JdbcClient jdbc;

    RunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without gaps: a start that is refused gives its number back. */
    long nextNumber() {
        jdbc.sql("update fd_run_counter set last_number = last_number + 1").update();
        return jdbc.sql("select last_number from fd_run_counter")
                .query(Long.class)
                .single();
    }

    void insert(RunRow run) {
        jdbc.sql("""
                        insert into fd_run (id, number, mode, state, cause, runbook, runbook_title, version,
                          approved_version, target, service, parameters, reason, started_by, idempotency_key,
                          request_hash, created_at, started_at, instance)
                        values (:id, :number, :mode, :state, :cause, :runbook, :title, :version,
                          :approved, :target, :service, :parameters, :reason, :by, :key,
                          :hash, :created, :started, :instance)""")
                .param("id", run.id())
                .param("number", run.number())
                .param("mode", run.mode().label())
                .param("state", run.state().label())
                .param("cause", run.cause())
                .param("runbook", run.runbook())
                .param("title", run.runbookTitle())
                .param("version", run.version())
                .param("approved", run.approvedVersion())
                .param("target", run.target())
                .param("service", run.service())
                .param("parameters", JSON.writeValueAsString(run.parameters()))
                .param("reason", run.reason())
                .param("by", run.startedBy())
                .param("key", run.idempotencyKey())
                .param("hash", run.requestHash())
                .param("created", SqlTime.ofNullable(run.createdAt()))
                .param("started", SqlTime.ofNullable(run.startedAt()))
                .param("instance", run.instance())
                .update();
    }

    Optional<RunRow> find(String run) {
        return jdbc.sql("select * from fd_run where id = ?")
                .params(run)
                .query(RunRows::row)
                .optional();
    }

    RunRow get(String run) {
        return find(run).orElseThrow(() -> new IllegalArgumentException("There is no run '" + run + "'."));
    }

    Optional<RunRow> byKey(String actor, String key) {
        return jdbc.sql("select * from fd_run where started_by = ? and idempotency_key = ?")
                .params(actor, key)
                .query(RunRows::row)
                .optional();
    }

    List<RunRow> inState(RunState state) {
        return jdbc.sql("select * from fd_run where state = ? order by number")
                .params(state.label())
                .query(RunRows::row)
                .list();
    }

    List<String> notEnded() {
        return jdbc.sql("select id from fd_run where ended_at is null order by number")
                .query(String.class)
                .list();
    }

    List<RunRow> list(Runs.Filter filter) {
        var where = new ArrayList<String>();
        var query = new StringBuilder("select * from fd_run");
        if (filter.mode() != null) where.add("mode = :mode");
        if (filter.target() != null) where.add("target = :target");
        if (filter.runbook() != null) where.add("runbook = :runbook");
        if (!filter.states().isEmpty()) where.add("state in (:states)");
        if (filter.from() != null) where.add("created_at >= :from");
        if (filter.to() != null) where.add("created_at < :to");
        if (filter.before() != null) where.add("number < :before");
        if (filter.text() != null) where.add(TEXT);
        if (!where.isEmpty()) query.append(" where ").append(String.join(" and ", where));
        query.append(" order by ").append(order(filter.sort())).append(" limit :limit offset :offset");
        var sql = jdbc.sql(query.toString())
                .param("limit", Math.max(1, Math.min(filter.limit(), 500)))
                .param("offset", Math.max(0, filter.offset()));
        var text = filter.text();
        if (text != null) sql = sql.param("text", like(text));
        var mode = filter.mode();
        if (mode != null) sql = sql.param("mode", mode.label());
        if (filter.target() != null) sql = sql.param("target", filter.target());
        if (filter.runbook() != null) sql = sql.param("runbook", filter.runbook());
        if (!filter.states().isEmpty())
            sql = sql.param(
                    "states", filter.states().stream().map(RunState::label).toList());
        if (filter.from() != null) sql = sql.param("from", SqlTime.ofNullable(filter.from()));
        if (filter.to() != null) sql = sql.param("to", SqlTime.ofNullable(filter.to()));
        var before = filter.before();
        if (before != null) sql = sql.param("before", before.number());
        return sql.query(RunRows::row).list();
    }

    private static String like(String text) {
        return "%"
                + text.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_") + "%";
    }

    private static String order(Runs.Sort sort) {
        return switch (sort) {
            case NEWEST -> "number desc";
            case OLDEST -> "number";
            case STATE -> "state, number desc";
            case RUNBOOK -> "runbook_title, number desc";
            case TARGET -> "target, number desc";
            case STARTED_BY -> "started_by, number desc";
            case TIME_TO_REVOKE -> TIME_TO_REVOKE + " asc nulls last, number desc";
            case SLOWEST -> TIME_TO_REVOKE + " desc nulls last, number desc";
        };
    }

    void state(String run, RunState state, @Nullable String cause) {
        jdbc.sql("update fd_run set state = :state, cause = coalesce(:cause, cause) where id = :run")
                .param("state", state.label())
                .param("cause", cause)
                .param("run", run)
                .update();
    }

    void started(String run, Instant at, String instance) {
        jdbc.sql("update fd_run set started_at = ?, instance = ? where id = ?")
                .params(SqlTime.of(at), instance, run)
                .update();
    }

    void ordered(String run, Instant at) {
        jdbc.sql("update fd_run set ordered_at = ? where id = ? and ordered_at is null")
                .params(SqlTime.of(at), run)
                .update();
    }

    void ended(String run, RunState state, Instant at) {
        jdbc.sql("update fd_run set state = ?, ended_at = ? where id = ?")
                .params(state.label(), SqlTime.of(at), run)
                .update();
    }

    @SuppressWarnings("unchecked")
    private static RunRow row(ResultSet row, int n) throws SQLException {
        return new RunRow(
                row.getString("id"),
                row.getLong("number"),
                RunMode.of(row.getString("mode")),
                RunState.of(row.getString("state")),
                row.getString("cause"),
                row.getString("runbook"),
                row.getString("runbook_title"),
                row.getString("version"),
                row.getBoolean("approved_version"),
                row.getString("target"),
                row.getString("service"),
                (Map<String, String>) JSON.readValue(row.getString("parameters"), Map.class),
                row.getString("reason"),
                row.getString("started_by"),
                row.getString("idempotency_key"),
                row.getString("request_hash"),
                SqlTime.read(row, "created_at"),
                SqlTime.readNullable(row, "started_at"),
                SqlTime.readNullable(row, "ended_at"),
                SqlTime.readNullable(row, "ordered_at"),
                row.getString("instance"));
    }
}
