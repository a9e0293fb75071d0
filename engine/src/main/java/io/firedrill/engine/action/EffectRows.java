package io.firedrill.engine.action;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.engine.action.EffectRow.Outcome;
import io.firedrill.engine.action.EffectRow.UndoOutcome;
import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.redact.Redaction;

/** The ledger's table. Joins the caller's transaction. */
@Component
class EffectRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final JdbcClient jdbc;

    EffectRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<EffectRow> find(String run, String key) {
        return jdbc.sql("select * from fd_effect where run = ? and effect_key = ?")
                .params(run, key)
                .query(EffectRows::row)
                .optional();
    }

    /** Oldest first. */
    List<EffectRow> of(String run) {
        return jdbc.sql("select * from fd_effect where run = ? order by id")
                .params(run)
                .query(EffectRows::row)
                .list();
    }

    void insert(String run, String step, int attempt, Intent intent, String owner, Instant until, Instant now) {
        jdbc.sql("""
                        insert into fd_effect (run, step, kind, effect_key, attempt, touches, facts, undoable, why_not,
                          owner, owner_until, intent_at)
                        values (:run, :step, :kind, :key, :attempt, :touches, :facts, :undoable, :whyNot,
                          :owner, :until, :now)""")
                .param("run", run)
                .param("step", step)
                .param("kind", intent.kind())
                .param("key", intent.key())
                .param("attempt", attempt)
                .param("touches", Redaction.clean(intent.touches()))
                .param("facts", json(intent.facts()))
                .param("undoable", intent.whyNot() == null)
                .param("whyNot", intent.whyNot())
                .param("owner", owner)
                .param("until", SqlTime.of(until))
                .param("now", SqlTime.of(now))
                .update();
    }

    /** The same intent once more: its outcome is open again. */
    void reopen(EffectRow row, int attempt, String owner, Instant until) {
        jdbc.sql("""
                        update fd_effect set attempt = ?, owner = ?, owner_until = ?, outcome = null, outcome_at = null
                        where id = ?""").params(attempt, owner, SqlTime.of(until), row.id()).update();
    }

    void outcome(EffectRow row, Outcome outcome, Map<String, Object> result, Instant now) {
        jdbc.sql("update fd_effect set outcome = ?, outcome_at = ?, result = ? where id = ?")
                .params(label(outcome), SqlTime.of(now), json(result), row.id())
                .update();
    }

    void undo(EffectRow row, UndoOutcome outcome, @Nullable String note, Instant now) {
        jdbc.sql("update fd_effect set undo_outcome = :outcome, undo_at = :now, undo_note = :note where id = :id")
                .param("outcome", label(outcome))
                .param("now", SqlTime.of(now))
                .param("note", note)
                .param("id", row.id())
                .update();
    }

    /** Nobody is at this intent any more. */
    void disown(EffectRow row, Instant now) {
        jdbc.sql("update fd_effect set owner_until = ? where id = ?")
                .params(SqlTime.of(now), row.id())
                .update();
    }

    /** Intents of a server that died are nobody's any more. */
    void disown(String owner, Instant now) {
        jdbc.sql("update fd_effect set owner_until = ? where owner = ? and outcome is null")
                .params(SqlTime.of(now), owner)
                .update();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String json(Map<String, Object> facts) {
        return JSON.writeValueAsString(Redaction.clean(facts));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> facts(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, Map.class);
    }

    private static EffectRow row(ResultSet row, int n) throws SQLException {
        var outcome = row.getString("outcome");
        var undo = row.getString("undo_outcome");
        return new EffectRow(
                row.getLong("id"),
                row.getString("run"),
                row.getString("step"),
                row.getString("kind"),
                row.getString("effect_key"),
                row.getInt("attempt"),
                row.getString("touches"),
                facts(row.getString("facts")),
                row.getBoolean("undoable"),
                row.getString("why_not"),
                row.getString("owner"),
                SqlTime.read(row, "owner_until"),
                SqlTime.read(row, "intent_at"),
                outcome == null ? null : Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
                facts(row.getString("result")),
                undo == null ? null : UndoOutcome.valueOf(undo.toUpperCase(Locale.ROOT)),
                row.getString("undo_note"));
    }
}
