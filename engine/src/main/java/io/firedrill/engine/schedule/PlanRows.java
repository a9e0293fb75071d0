package io.firedrill.engine.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.engine.database.SqlTime;

/** The plan table. Joins the caller's transaction. */
@Component
class PlanRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final JdbcClient jdbc;

    PlanRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without gaps: an addition that fails gives its number back. */
    PlanId nextId() {
        jdbc.sql("update fd_plan_counter set last_number = last_number + 1").update();
        return new PlanId(jdbc.sql("select last_number from fd_plan_counter")
                .query(Long.class)
                .single());
    }

    void insert(PlanRow plan) {
        var rule = plan.rule();
        jdbc.sql("""
                        insert into fd_plan (id, number, title, state, runbook, version, target, parameters, owner,
                          cadence, day_words, at_time, zone, window_seconds, weekend, missed_rule,
                          idempotency_key, request_hash, added_at)
                        values (:id, :number, :title, :state, :runbook, :version, :target, :parameters, :owner,
                          :cadence, :day, :at, :zone, :window, :weekend, :missed, :key, :hash, :added)""")
                .param("id", plan.id().toString())
                .param("number", plan.id().number())
                .param("title", plan.title())
                .param("state", plan.state().label())
                .param("runbook", plan.runbook())
                .param("version", plan.version())
                .param("target", plan.target())
                .param("parameters", JSON.writeValueAsString(plan.parameters()))
                .param("owner", plan.owner())
                .param("cadence", rule.every().label())
                .param("day", rule.day().label(rule.every()))
                .param("at", rule.at().toString())
                .param("zone", rule.zone().getId())
                .param("window", plan.window().toSeconds())
                .param("weekend", rule.weekend().label())
                .param("missed", plan.missedRule().label())
                .param("key", plan.idempotencyKey())
                .param("hash", plan.requestHash())
                .param("added", SqlTime.of(plan.addedAt()))
                .update();
    }

    void state(PlanId plan, Plan.State state) {
        jdbc.sql("update fd_plan set state = ? where id = ?")
                .params(state.label(), plan.toString())
                .update();
    }

    Optional<PlanRow> find(PlanId plan) {
        return jdbc.sql("select * from fd_plan where id = ?")
                .params(plan.toString())
                .query(PlanRows::row)
                .optional();
    }

    Optional<PlanRow> byKey(String owner, String key) {
        return jdbc.sql("select * from fd_plan where owner = ? and idempotency_key = ?")
                .params(owner, key)
                .query(PlanRows::row)
                .optional();
    }

    List<PlanRow> list(Plans.Filter filter) {
        var query = new StringBuilder("select * from fd_plan where state in (:states)");
        Map<String, Object> values = new java.util.HashMap<>();
        var states = filter.states().isEmpty() ? List.of(Plan.State.ACTIVE, Plan.State.PAUSED) : filter.states();
        values.put("states", states.stream().map(Plan.State::label).toList());
        var runbook = filter.runbook();
        if (runbook != null) {
            query.append(" and runbook = :runbook");
            values.put("runbook", runbook);
        }
        var target = filter.target();
        if (target != null) {
            query.append(" and target = :target");
            values.put("target", target);
        }
        var after = filter.after();
        if (after != null) {
            query.append(" and number > :after");
            values.put("after", after.number());
        }
        values.put("limit", Math.max(1, Math.min(filter.limit(), 500)));
        return jdbc.sql(query.append(" order by number limit :limit").toString())
                .params(values)
                .query(PlanRows::row)
                .list();
    }

    @SuppressWarnings("unchecked")
    private static PlanRow row(ResultSet row, int n) throws SQLException {
        return new PlanRow(
                PlanId.parse(row.getString("id")),
                row.getString("title"),
                label(Plan.State.class, row.getString("state")),
                row.getString("runbook"),
                row.getString("version"),
                row.getString("target"),
                (Map<String, String>) JSON.readValue(row.getString("parameters"), Map.class),
                row.getString("owner"),
                rule(row),
                Duration.ofSeconds(row.getLong("window_seconds")),
                label(MissedRule.class, row.getString("missed_rule")),
                row.getString("idempotency_key"),
                row.getString("request_hash"),
                SqlTime.read(row, "added_at"));
    }

    private static DateRule rule(ResultSet row) throws SQLException {
        var every = label(Cadence.class, row.getString("cadence"));
        var words = row.getString("day_words");
        return new DateRule(
                every,
                DayReader.read(words, every)
                        .orElseThrow(() -> new IllegalStateException("Stored day cannot be read: '" + words + "'")),
                LocalTime.parse(row.getString("at_time")),
                ZoneId.of(row.getString("zone")),
                label(Weekend.class, row.getString("weekend")));
    }

    static <E extends Enum<E>> E label(Class<E> type, String stored) {
        return Labels.find(type, stored)
                .orElseThrow(() -> new IllegalStateException("Stored " + type.getSimpleName() + " '" + stored + "'"));
    }
}
