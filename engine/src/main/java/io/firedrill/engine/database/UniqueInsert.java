package io.firedrill.engine.database;

import javax.sql.DataSource;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Inserts a row unless one with the same unique key is there, without spoiling the caller's transaction. Waits for
 * another transaction that is inserting the same key. Thread-safe.
 */
@Component
public final class UniqueInsert {
    private final JdbcClient jdbc;
    private final Vendor vendor;

    public UniqueInsert(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        this.vendor = Vendor.of(dataSource);
    }

    /**
     * @param insert an {@code insert into … values (?, …)} statement
     * @return whether the row was inserted
     */
    public boolean insert(String insert, Object... values) {
        return switch (vendor) {
            case POSTGRESQL ->
                jdbc.sql(insert + " on conflict do nothing").params(values).update() == 1;
            case H2 -> insertOrCatch(insert, values);
        };
    }

    // H2 undoes only the failed statement, the transaction stays usable; PostgreSQL's would be lost.
    private boolean insertOrCatch(String insert, Object... values) {
        try {
            return jdbc.sql(insert).params(values).update() == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
