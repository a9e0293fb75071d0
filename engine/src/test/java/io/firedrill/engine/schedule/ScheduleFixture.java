package io.firedrill.engine.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.database.UniqueInsert;
import io.firedrill.engine.home.FiredrillHome;

/** One server's plans on a database, with real Quartz and the runs of {@link CountedStarts}. */
final class ScheduleFixture implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** @param rings whether Quartz runs; without it a test lets alarms ring by hand */
    ScheduleFixture(DataSource dataSource, Path home, InstantSource clock, CountedStarts starts, boolean rings) {
        var manager = new DataSourceTransactionManager(dataSource);
        context.registerBean("dataSource", DataSource.class, () -> dataSource, own -> own.setDestroyMethodName(""));
        context.registerBean(PlatformTransactionManager.class, () -> manager);
        context.registerBean(TransactionTemplate.class, () -> new TransactionTemplate(manager));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.registerBean(UniqueInsert.class, () -> new UniqueInsert(dataSource));
        context.registerBean(FiredrillHome.class, () -> new FiredrillHome(home));
        context.registerBean("clock", InstantSource.class, () -> clock);
        context.registerBean(CountedStarts.class, () -> starts);
        context.registerBean(
                ScheduleSettings.class,
                () -> new ScheduleSettings(
                        rings, 4, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofHours(1)));
        context.scan("io.firedrill.engine.journal", "io.firedrill.engine.seal", "io.firedrill.engine.schedule");
        context.refresh();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Plans plans() {
        return bean(Plans.class);
    }

    void ring(Plan plan, String period) {
        bean(DueSlots.class).ring(plan.id(), period);
    }

    Plan plan(PlanId id) {
        return plans().find(id).orElseThrow();
    }

    /** Every month on the day and at the time of that instant, in UTC. */
    static PlanRequest monthlyAt(Instant due, String missed, Map<String, String> parameters, @Nullable String key) {
        var at = due.atOffset(ZoneOffset.UTC);
        return new PlanRequest(
                null,
                "token-revocation",
                null,
                "payments",
                parameters,
                "month",
                "day " + at.getDayOfMonth(),
                at.toLocalTime().withNano(0).format(java.time.format.DateTimeFormatter.ofPattern("HH:mm:ss")),
                "UTC",
                Duration.ofHours(2),
                null,
                missed,
                null,
                key);
    }

    static void await(BooleanSupplier condition, java.util.function.Supplier<String> otherwise) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) throw new AssertionError("Waited in vain. " + otherwise.get());
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
