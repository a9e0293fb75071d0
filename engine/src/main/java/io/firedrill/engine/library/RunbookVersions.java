package io.firedrill.engine.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.database.UniqueInsert;
import io.firedrill.runbooks.model.Runbook;

/** The versions as rows, their files as one ZIP each. */
@Component
class RunbookVersions {
    private static final String COLUMNS = "runbook, version, origin, added_by, added_at";
    private static final int LONGEST_NAME = 200;
    private static final String NEWEST_FIRST = " order by loaded_at desc, sequence desc";

    private final JdbcClient jdbc;
    private final UniqueInsert insert;
    private final TransactionTemplate ownTransaction;
    private final InstantSource clock;

    RunbookVersions(
            JdbcClient jdbc, UniqueInsert insert, PlatformTransactionManager transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.insert = insert;
        // Reading the library may find a changed folder inside a transaction that is rolled back later.
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Stores a version that is new, and makes it the newest of its runbook in any case. */
    void load(Runbook runbook, byte[] archive, Library.Origin origin, String actor) {
        ownTransaction.executeWithoutResult(status -> {
            var now = clock.instant();
            if (!store(runbook, archive, origin, actor, now)) touch(runbook.key(), runbook.version(), now);
        });
    }

    /** The same for a version that came with this release; it does not push aside one of somebody's own. */
    void loadShipped(Runbook runbook, byte[] archive) {
        ownTransaction.executeWithoutResult(status -> {
            var newest = newest(runbook.key());
            boolean own = newest.filter(version -> version.origin() != Library.Origin.SHIPPED)
                    .isPresent();
            boolean there = newest.filter(version -> version.version().equals(runbook.version()))
                    .isPresent();
            var now = clock.instant();
            if (!store(runbook, archive, Library.Origin.SHIPPED, "firedrill", own ? Instant.EPOCH : now)
                    && !own
                    && !there) {
                touch(runbook.key(), runbook.version(), now);
            }
        });
    }

    List<String> keys() {
        return jdbc.sql("select distinct runbook from fd_runbook_version order by runbook")
                .query(String.class)
                .list();
    }

    Optional<StoredVersion> newest(String key) {
        return jdbc.sql("select " + COLUMNS + " from fd_runbook_version where runbook = ?" + NEWEST_FIRST + " limit 1")
                .param(key)
                .query((row, number) -> version(row))
                .optional();
    }

    /** Newest first. */
    List<StoredVersion> all(String key) {
        return jdbc.sql("select " + COLUMNS + " from fd_runbook_version where runbook = ?" + NEWEST_FIRST)
                .param(key)
                .query((row, number) -> version(row))
                .list();
    }

    /** Those whose hash begins so; the caller has checked that it is hexadecimal. */
    List<StoredVersion> byPrefix(String key, String prefix) {
        return jdbc.sql("select " + COLUMNS + " from fd_runbook_version where runbook = ? and version like ?")
                .params(key, prefix + "%")
                .query((row, number) -> version(row))
                .list();
    }

    byte[] archive(StoredVersion version) {
        return jdbc.sql("select archive from fd_runbook_version where runbook = ? and version = ?")
                .params(version.runbook(), version.version())
                .query((row, number) -> row.getBytes("archive"))
                .single();
    }

    private boolean store(Runbook runbook, byte[] archive, Library.Origin origin, String actor, Instant loaded) {
        boolean stored = insert.insert(
                "insert into fd_runbook_version"
                        + " (runbook, version, origin, author, added_by, added_at, loaded_at, archive)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                runbook.key(),
                runbook.version(),
                origin.name(),
                name(runbook.author()),
                name(actor),
                SqlTime.of(clock.instant()),
                SqlTime.of(loaded),
                archive);
        if (!stored) return false;
        for (var template : runbook.templates().values()) {
            jdbc.sql("insert into fd_runbook_template (runbook, version, name, hash, author) values (?, ?, ?, ?, ?)")
                    .params(runbook.key(), runbook.version(), template.name(), template.hash(), name(template.author()))
                    .update();
        }
        return true;
    }

    private void touch(String key, String version, Instant now) {
        jdbc.sql("update fd_runbook_version set loaded_at = ? where runbook = ? and version = ?")
                .params(SqlTime.of(now), key, version)
                .update();
    }

    private static String name(String person) {
        return person.length() <= LONGEST_NAME ? person : person.substring(0, LONGEST_NAME);
    }

    private static StoredVersion version(ResultSet row) throws SQLException {
        return new StoredVersion(
                row.getString("runbook"),
                row.getString("version"),
                Library.Origin.valueOf(row.getString("origin")),
                row.getString("added_by"),
                SqlTime.read(row, "added_at"));
    }
}
