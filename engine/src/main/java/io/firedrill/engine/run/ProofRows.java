package io.firedrill.engine.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;

/** What was measured and proved. Joins the caller's transaction. */
@Component
class ProofRows {
    private final JdbcClient jdbc;

    ProofRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void measure(String run, String name, double value) {
        var changed = jdbc.sql("update fd_measure set measured = ? where run = ? and name = ?")
                .params(value, run, name)
                .update();
        if (changed == 0) {
            jdbc.sql("insert into fd_measure (run, name, measured) values (?, ?, ?)")
                    .params(run, name, value)
                    .update();
        }
    }

    Map<String, Double> measures(String run) {
        var measures = new LinkedHashMap<String, Double>();
        jdbc.sql("select name, measured from fd_measure where run = ? order by name")
                .params(run)
                .query((row, n) -> Map.entry(row.getString(1), row.getDouble(2)))
                .list()
                .forEach(entry -> measures.put(entry.getKey(), entry.getValue()));
        return measures;
    }

    void point(String run, PointRow point) {
        var changed = jdbc.sql("""
                        update fd_point set accepted_before = :accepted, refused_at = :refused, by_expiry = :expiry,
                          survivor = :survivor where run = :run and point = :point and canary = :canary""")
                .param("accepted", point.acceptedBefore())
                .param("refused", SqlTime.ofNullable(point.refusedAt()))
                .param("expiry", point.byExpiry())
                .param("survivor", point.survivor())
                .param("run", run)
                .param("point", point.point())
                .param("canary", point.canary())
                .update();
        if (changed > 0) return;
        jdbc.sql("""
                        insert into fd_point (run, point, canary, accepted_before, refused_at, by_expiry, survivor)
                        values (:run, :point, :canary, :accepted, :refused, :expiry, :survivor)""")
                .param("run", run)
                .param("point", point.point())
                .param("canary", point.canary())
                .param("accepted", point.acceptedBefore())
                .param("refused", SqlTime.ofNullable(point.refusedAt()))
                .param("expiry", point.byExpiry())
                .param("survivor", point.survivor())
                .update();
    }

    List<PointRow> points(String run) {
        return jdbc.sql("select * from fd_point where run = ? order by point, canary")
                .params(run)
                .query(ProofRows::point)
                .list();
    }

    void collateral(String run, String who, String sentence) {
        var known = jdbc.sql("select count(*) from fd_collateral where run = ? and who = ?")
                .params(run, who)
                .query(Integer.class)
                .single();
        if (known > 0) return;
        jdbc.sql("insert into fd_collateral (run, who, sentence) values (?, ?, ?)")
                .params(run, who, sentence)
                .update();
    }

    List<String> collateral(String run) {
        return jdbc.sql("select sentence from fd_collateral where run = ? order by who")
                .params(run)
                .query(String.class)
                .list();
    }

    Run.Proof proof(String run, @Nullable Instant orderedAt) {
        var rows = points(run);
        var points = rows.stream().map(row -> result(row, orderedAt)).toList();
        var survivors = rows.stream()
                .filter(PointRow::survivor)
                .map(row -> row.point() + " (" + row.canary() + ")")
                .toList();
        return new Run.Proof(measures(run).get("time-to-revoke"), orderedAt, points, survivors, collateral(run));
    }

    private static Run.PointResult result(PointRow row, @Nullable Instant orderedAt) {
        Double seconds = null;
        var refused = row.refusedAt();
        if (refused != null && orderedAt != null)
            seconds = Duration.between(orderedAt, refused).toMillis() / 1000.0;
        return new Run.PointResult(
                row.point(), row.canary(), row.acceptedBefore(), refused, seconds, row.survivor(), row.byExpiry());
    }

    private static PointRow point(ResultSet row, int n) throws SQLException {
        return new PointRow(
                row.getString("point"),
                row.getString("canary"),
                row.getBoolean("accepted_before"),
                SqlTime.readNullable(row, "refused_at"),
                row.getBoolean("by_expiry"),
                row.getBoolean("survivor"));
    }
}
