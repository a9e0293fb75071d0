package io.firedrill.engine.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.database.UniqueInsert;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class TargetLeasesTests {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Parameter
    TestDatabase database;

    private TargetLeases leases;

    @BeforeEach
    void open() {
        database.jdbc().sql("delete from fd_lease").update();
        leases = new JdbcTargetLeases(
                database.dataSource(), new UniqueInsert(database.dataSource()), InstantSource.fixed(NOON));
    }

    @Test
    void aHeldTargetIsNotTakenAndItsHolderIsNamed() {
        assertThat(take("R-1", "drill")).isNull();

        assertThat(take("R-2", "real")).isEqualTo(new Targets.Holder("R-1", "drill", NOON));
        assertThat(take("R-1", "drill")).isNull();
        assertThat(leases.holder("payments")).contains(new Targets.Holder("R-1", "drill", NOON));
    }

    @Test
    void theCallersTransactionGoesOnAfterARefusal() {
        take("R-1", "drill");

        database.transactions().executeWithoutResult(status -> {
            assertThat(leases.take("payments", "R-2", "real")).isPresent();
            assertThat(leases.take("billing", "R-2", "real")).isEmpty();
        });

        assertThat(leases.holder("billing")).isPresent();
    }

    @Test
    void onlyTheHolderReleases() {
        take("R-1", "drill");

        assertThat(release("R-2")).isFalse();
        assertThat(leases.holder("payments")).isPresent();
        assertThat(release("R-1")).isTrue();
        assertThat(take("R-2", "real")).isNull();
    }

    @Test
    void aRolledBackTakeHoldsNothing() {
        database.transactions().executeWithoutResult(status -> {
            leases.take("payments", "R-1", "drill");
            status.setRollbackOnly();
        });

        assertThat(take("R-2", "drill")).isNull();
    }

    @Test
    void theSecondOfTwoTransactionsWaitsAndLosesWhenTheFirstCommits() throws Exception {
        var taken = new CountDownLatch(1);
        var commit = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var first = threads.submit(() -> database.transactions().execute(status -> {
                var holder = leases.take("payments", "R-1", "drill");
                taken.countDown();
                await(commit);
                return holder;
            }));
            await(taken);
            var second = threads.submit(() -> take("R-2", "drill"));
            assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            commit.countDown();

            assertThat(first.get(10, TimeUnit.SECONDS)).isEmpty();
            assertThat(second.get(10, TimeUnit.SECONDS).run()).isEqualTo("R-1");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void withoutATransactionNothingIsTaken() {
        assertThatThrownBy(() -> leases.take("payments", "R-1", "drill")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> leases.release("payments", "R-1")).isInstanceOf(IllegalStateException.class);
    }

    private Targets.Holder take(String run, String mode) {
        return database.transactions()
                .execute(status -> leases.take("payments", run, mode).orElse(null));
    }

    private boolean release(String run) {
        return Boolean.TRUE.equals(database.transactions().execute(status -> leases.release("payments", run)));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
