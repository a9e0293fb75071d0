package io.firedrill.engine.target;

import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.database.UniqueInsert;

/** Leases as rows with the target as key. */
@Component
class JdbcTargetLeases implements TargetLeases {
    private static final int ATTEMPTS = 5;

    private final JdbcClient jdbc;
    private final UniqueInsert insert;
    private final InstantSource clock;

    JdbcTargetLeases(DataSource dataSource, UniqueInsert insert, InstantSource clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.insert = insert;
        this.clock = clock;
    }

    @Override
    public Optional<Targets.Holder> take(String target, String run, String mode) {
        requireTransaction();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (insert.insert(
                    "insert into fd_lease (target, run, mode, since) values (?, ?, ?, ?)",
                    target,
                    run,
                    mode,
                    SqlTime.of(clock.instant()))) {
                return Optional.empty();
            }
            var holder = holder(target);
            // Empty when it was released between the two statements: try once more.
            if (holder.isPresent()) return holder.filter(other -> !other.run().equals(run));
        }
        throw new CannotAcquireLockException("Target " + target + " changes hands too fast; try again.");
    }

    @Override
    public boolean release(String target, String run) {
        requireTransaction();
        return jdbc.sql("delete from fd_lease where target = ? and run = ?")
                        .params(target, run)
                        .update()
                == 1;
    }

    @Override
    public Optional<Targets.Holder> holder(String target) {
        return jdbc.sql("select run, mode, since from fd_lease where target = ?")
                .param(target)
                .query((row, number) ->
                        new Targets.Holder(row.getString("run"), row.getString("mode"), SqlTime.read(row, "since")))
                .optional();
    }

    private static void requireTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A lease changes only inside the caller's transaction.");
        }
    }
}
