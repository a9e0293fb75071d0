package io.firedrill.engine.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.problem.Problem;

/** The slot table. Joins the caller's transaction, which holds the plan's journal head whenever it writes. */
@Component
class SlotRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};
    private static final int LONGEST_REASON = 2000;
    private final JdbcClient jdbc;

    SlotRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A slot, and when its alarm rings next and last rang. */
    record Row(Slot slot, @Nullable Instant triedAt, Instant ringsAt) {
        boolean decided() {
            return slot.state() != Slot.State.PLANNED;
        }
    }

    /** How many of a plan's slots were missed or refused. */
    record Count(PlanId plan, int missed) {}

    void insert(PlanRow plan, DateRule.Due due) {
        jdbc.sql("""
                        insert into fd_slot (plan, period, due_at, window_ends_at, state, moved, attempts, rings_at)
                        values (:plan, :period, :due, :ends, 'planned', :moved, 0, :due)""")
                .param("plan", plan.id().toString())
                .param("period", due.period().label())
                .param("due", SqlTime.of(due.at()))
                .param("ends", SqlTime.of(due.at().plus(plan.window())))
                .param("moved", due.moved())
                .update();
    }

    void tried(Slot slot, Instant now) {
        jdbc.sql("update fd_slot set attempts = attempts + 1, tried_at = ? where plan = ? and period = ?")
                .params(SqlTime.of(now), slot.plan().toString(), slot.period())
                .update();
    }

    void waits(Slot slot, String reason, Instant ringsAt) {
        jdbc.sql("update fd_slot set reason = ?, rings_at = ? where plan = ? and period = ?")
                .params(cut(reason), SqlTime.of(ringsAt), slot.plan().toString(), slot.period())
                .update();
    }

    void decide(Slot slot, Verdict verdict, Instant now) {
        jdbc.sql("""
                        update fd_slot set state = :state, run = :run, reason = :reason, problems = :problems,
                          decided_at = :now where plan = :plan and period = :period""")
                .param("state", verdict.state().label())
                .param("run", verdict.run())
                .param("reason", verdict.reason() == null ? null : cut(verdict.reason()))
                .param("problems", verdict.problems().isEmpty() ? null : JSON.writeValueAsString(verdict.problems()))
                .param("now", SqlTime.of(now))
                .param("plan", slot.plan().toString())
                .param("period", slot.period())
                .update();
    }

    /** Only of a slot that was never tried. */
    void delete(Slot slot) {
        jdbc.sql("delete from fd_slot where plan = ? and period = ? and state = 'planned' and attempts = 0")
                .params(slot.plan().toString(), slot.period())
                .update();
    }

    Optional<Row> find(PlanId plan, String period) {
        return jdbc.sql("select * from fd_slot where plan = ? and period = ?")
                .params(plan.toString(), period)
                .query(SlotRows::row)
                .optional();
    }

    /** The one that is not decided yet, of each plan that has one. */
    Map<PlanId, Slot> planned(Collection<PlanId> plans) {
        return byPlan("select * from fd_slot where state = 'planned' and plan in (:plans)", plans);
    }

    /** The newest decided one, of each plan that has one. */
    Map<PlanId, Slot> last(Collection<PlanId> plans) {
        return byPlan("""
                select * from fd_slot s where s.plan in (:plans) and s.state <> 'planned' and s.due_at =
                  (select max(o.due_at) from fd_slot o where o.plan = s.plan and o.state <> 'planned')""", plans);
    }

    Map<PlanId, Integer> missed(Collection<PlanId> plans) {
        if (plans.isEmpty()) return Map.of();
        return jdbc
                .sql("""
                        select plan, count(*) as missed from fd_slot
                        where plan in (:plans) and state in ('missed', 'refused') group by plan""")
                .param("plans", plans.stream().map(PlanId::toString).toList())
                .query((row, n) -> new Count(PlanId.parse(row.getString("plan")), row.getInt("missed")))
                .list()
                .stream()
                .collect(Collectors.toMap(Count::plan, Count::missed));
    }

    List<Slot> past(PlanId plan, int limit) {
        return jdbc
                .sql("select * from fd_slot where plan = ? and state <> 'planned' order by due_at desc limit ?")
                .params(plan.toString(), limit)
                .query(SlotRows::row)
                .list()
                .stream()
                .map(Row::slot)
                .toList();
    }

    List<Slot> past(Set<Slot.State> states, int limit) {
        return jdbc
                .sql("select * from fd_slot where state in (:states) order by due_at desc, plan limit :limit")
                .param("states", states.stream().map(Slot.State::label).toList())
                .param("limit", limit)
                .query(SlotRows::row)
                .list()
                .stream()
                .map(Row::slot)
                .toList();
    }

    /** Undecided ones of active plans that are due up to then, soonest first. */
    List<Slot> plannedUntil(Instant until, int limit) {
        return jdbc.sql("""
                        select s.* from fd_slot s join fd_plan p on p.id = s.plan
                        where s.state = 'planned' and p.state = 'active' and s.due_at <= ?
                        order by s.due_at, p.number limit ?""").params(SqlTime.of(until), limit).query(SlotRows::row).list().stream()
                .map(Row::slot)
                .toList();
    }

    /** Undecided ones whose alarm should have rung before that and has led to nothing since. */
    List<Row> forgotten(Instant rangBefore, Instant triedBefore) {
        return jdbc.sql("""
                        select * from fd_slot where state = 'planned' and rings_at < ?
                          and (tried_at is null or tried_at < ?) order by rings_at limit 1000""")
                .params(SqlTime.of(rangBefore), SqlTime.of(triedBefore))
                .query(SlotRows::row)
                .list();
    }

    private Map<PlanId, Slot> byPlan(String query, Collection<PlanId> plans) {
        if (plans.isEmpty()) return Map.of();
        return jdbc
                .sql(query)
                .param("plans", plans.stream().map(PlanId::toString).toList())
                .query(SlotRows::row)
                .list()
                .stream()
                .map(Row::slot)
                .collect(Collectors.toMap(Slot::plan, slot -> slot));
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        var problems = row.getString("problems");
        var slot = new Slot(
                PlanId.parse(row.getString("plan")),
                row.getString("period"),
                SqlTime.read(row, "due_at"),
                SqlTime.read(row, "window_ends_at"),
                PlanRows.label(Slot.State.class, row.getString("state")),
                row.getString("moved"),
                row.getString("run"),
                row.getString("reason"),
                problems == null ? List.of() : JSON.readValue(problems, PROBLEMS),
                row.getInt("attempts"),
                SqlTime.readNullable(row, "decided_at"));
        return new Row(slot, SqlTime.readNullable(row, "tried_at"), SqlTime.read(row, "rings_at"));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
    }
}
