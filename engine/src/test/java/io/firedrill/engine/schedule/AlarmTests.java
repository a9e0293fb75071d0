package io.firedrill.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.firedrill.engine.run.StartRequest;
import io.firedrill.engine.testing.TestDatabase;

/** Real Quartz on real databases, in real time. */
class AlarmTests {
    private static final InstantSource NOW = InstantSource.system();

    @TempDir
    Path home;

    private final CountedStarts starts = new CountedStarts();

    @ParameterizedTest
    @EnumSource
    void anAlarmRingsAtItsTimeAndTheServerStopsCleanly(TestDatabase.Vendor vendor) {
        try (var database = TestDatabase.open(vendor)) {
            try (var server = new ScheduleFixture(database.dataSource(), home, NOW, starts, true)) {
                var due = Instant.now().plusSeconds(3);
                var plan = server.plans()
                        .add(ScheduleFixture.monthlyAt(due, null, Map.of(), null), "otto")
                        .plan();

                decided(server, plan.id());

                var slot = server.plan(plan.id()).last();
                assertThat(slot.state()).isEqualTo(Slot.State.STARTED);
                // Two milliseconds early is Quartz's own habit.
                assertThat(slot.decidedAt()).isAfterOrEqualTo(slot.dueAt().minusMillis(5));
            }
            // The database is still whole, and nothing is left of the alarm that rang.
            assertThat(count(database.jdbc(), "select count(*) from qrtz_fired_triggers"))
                    .isZero();
            assertThat(count(database.jdbc(), "select count(*) from qrtz_triggers"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void slotsThatCameDueWhileNoServerWasThereAreDecidedByTheirRuleAfterTheStart(TestDatabase.Vendor vendor) {
        try (var database = TestDatabase.open(vendor)) {
            var late = addedAnHourAgo(database, "run-late", Duration.ofMinutes(-10), 1)
                    .get(0);
            var strict = addedAnHourAgo(database, "book-missed", Duration.ofMinutes(-10), 1)
                    .get(0);
            var over = addedAnHourAgo(database, "run-late", Duration.ofHours(-3), 1)
                    .get(0);

            for (var start = 0; start < 2; start++) {
                try (var server = new ScheduleFixture(database.dataSource(), home, NOW, starts, true)) {
                    for (var plan : List.of(late, strict, over)) decided(server, plan);

                    assertThat(server.plan(late).last().state()).isEqualTo(Slot.State.STARTED);
                    assertThat(server.plan(strict).last().state()).isEqualTo(Slot.State.MISSED);
                    assertThat(server.plan(over).last().state()).isEqualTo(Slot.State.MISSED);
                    for (var plan : List.of(late, strict, over))
                        assertThat(server.plans().past(plan, 10)).hasSize(1);
                }
            }
            assertThat(starts.asked).hasSize(1);
        }
    }

    @Test
    void twoServersOnOneDatabaseStartEachOfManySlotsOnce() {
        try (var database = TestDatabase.open(TestDatabase.Vendor.POSTGRESQL);
                var second = database.secondServer()) {
            var plans = addedAnHourAgo(database, "run-late", Duration.ofMinutes(-5), 300);

            try (var one = new ScheduleFixture(database.dataSource(), home, NOW, starts, true);
                    var two = new ScheduleFixture(second, home, NOW, starts, true)) {
                ScheduleFixture.await(
                        () -> count(database.jdbc(), "select count(*) from fd_slot where state = 'started'") == 300,
                        () -> "Started: " + starts.asked.size());
                assertThat(two.plans().past(plans.get(0), 10)).hasSize(1);
                assertThat(one.plans().past(plans.get(299), 10)).hasSize(1);
            }

            var times = starts.asked.stream()
                    .collect(Collectors.groupingBy(StartRequest::idempotencyKey, Collectors.counting()));
            assertThat(times).hasSize(300).allSatisfy((key, count) -> assertThat(count)
                    .isEqualTo(1));
            assertThat(count(database.jdbc(), "select count(*) from fd_slot where state <> 'planned'"))
                    .isEqualTo(300);
            assertThat(count(database.jdbc(), "select count(distinct run) from fd_slot"))
                    .isEqualTo(300);
            // The next slot of each, with its alarm.
            assertThat(count(database.jdbc(), "select count(*) from fd_slot where state = 'planned'"))
                    .isEqualTo(300);
            assertThat(count(database.jdbc(), "select count(*) from qrtz_triggers"))
                    .isEqualTo(300);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerKilledBetweenClaimAndStartIsMadeUpForByTheNextOne(TestDatabase.Vendor vendor) throws Exception {
        try (var shared = TestDatabase.openEmpty(vendor)) {
            // H2 in memory would die with the process.
            var url = vendor == TestDatabase.Vendor.POSTGRESQL
                    ? shared.dataSource().getJdbcUrl()
                    : "jdbc:h2:file:" + home.resolve("data") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
            var user = shared.dataSource().getUsername();
            assertThat(DyingServer.run(url, user, home))
                    .as("%s", Files.readString(home.resolve("dying-server.log")))
                    .isEqualTo(DyingServer.KILLED);

            try (var dataSource = DyingServer.open(url, user)) {
                var jdbc = JdbcClient.create(dataSource);
                assertThat(count(jdbc, "select attempts from fd_slot")).isEqualTo(1);
                assertThat(count(jdbc, "select count(*) from qrtz_fired_triggers"))
                        .isEqualTo(1);

                // Its sweep is an hour away: it is Quartz that rings again.
                try (var server = new ScheduleFixture(dataSource, home, NOW, starts, true)) {
                    var plan = server.plans().list(Plans.Filter.all(1)).get(0).id();
                    decided(server, plan);

                    assertThat(server.plan(plan).last().state()).isEqualTo(Slot.State.STARTED);
                    assertThat(server.plan(plan).last().attempts()).isEqualTo(2);
                    assertThat(starts.asked).hasSize(1);
                }
            }
        }
    }

    @Test
    void twoEnginesInOneJvmKeepToTheirOwnDatabases() {
        try (var first = TestDatabase.open(TestDatabase.Vendor.H2);
                var other = TestDatabase.open(TestDatabase.Vendor.H2);
                var one = new ScheduleFixture(first.dataSource(), home, NOW, starts, true)) {
            try (var two = new ScheduleFixture(other.dataSource(), home, NOW, starts, true)) {
                var plan = one.plans()
                        .add(ScheduleFixture.monthlyAt(Instant.now().plusSeconds(2), null, Map.of(), null), "otto")
                        .plan();
                decided(one, plan.id());
                assertThat(two.plans().list(Plans.Filter.all(1))).isEmpty();
                assertThat(count(other.jdbc(), "select count(*) from qrtz_triggers"))
                        .isZero();
            }
            other.dataSource().close();
            var plan = one.plans()
                    .add(ScheduleFixture.monthlyAt(Instant.now().plusSeconds(2), null, Map.of(), null), "otto")
                    .plan();
            decided(one, plan.id());
            assertThat(one.plan(plan.id()).last().state()).isEqualTo(Slot.State.STARTED);
        }
    }

    @Test
    void whatIsAddedOnOneServerRingsOnAnother() {
        try (var database = TestDatabase.open(TestDatabase.Vendor.POSTGRESQL);
                var second = database.secondServer();
                var silent = new ScheduleFixture(database.dataSource(), home, NOW, starts, false);
                var ringing = new ScheduleFixture(second, home, NOW, starts, true)) {
            var plan = silent.plans()
                    .add(ScheduleFixture.monthlyAt(Instant.now().plusSeconds(3), null, Map.of(), null), "otto")
                    .plan();

            decided(ringing, plan.id());

            assertThat(silent.plan(plan.id()).last().state()).isEqualTo(Slot.State.STARTED);
        }
    }

    /** Plans whose first slot is due that long from now, added by a server that rings no alarms and is gone again. */
    private List<PlanId> addedAnHourAgo(TestDatabase database, String missed, Duration due, int count) {
        var time = new SomeTime();
        var at = Instant.now().plus(due);
        time.set(at.minus(Duration.ofHours(1)));
        var added = new ArrayList<PlanId>();
        try (var server = new ScheduleFixture(database.dataSource(), home, time, starts, false)) {
            for (var n = 0; n < count; n++)
                added.add(server.plans()
                        .add(ScheduleFixture.monthlyAt(at, missed, Map.of(), null), "otto")
                        .plan()
                        .id());
        }
        return added;
    }

    private static void decided(ScheduleFixture server, PlanId plan) {
        ScheduleFixture.await(
                () -> server.plan(plan).last() != null,
                () -> server.plan(plan) + " " + server.plans().events(plan, 0, 100));
    }

    private static int count(JdbcClient jdbc, String query) {
        return jdbc.sql(query).query(Integer.class).single();
    }
}
