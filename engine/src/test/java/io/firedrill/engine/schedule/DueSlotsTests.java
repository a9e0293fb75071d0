package io.firedrill.engine.schedule;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.StartRequest;
import io.firedrill.engine.schedule.CountedStarts.Death;
import io.firedrill.engine.schedule.CountedStarts.Killed;
import io.firedrill.engine.seal.Names;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

/** What becomes of a slot; alarms are rung by hand and the clock is turned. */
@EveryDatabase
class DueSlotsTests {
    private static final Instant DUE = Instant.parse("2026-11-20T10:00:00Z");
    private static final String SLOT = "2026-11";

    @Parameter
    TestDatabase database;

    @TempDir
    Path home;

    private final SomeTime time = new SomeTime();
    private final CountedStarts starts = new CountedStarts();
    private ScheduleFixture server;
    private Plan plan;

    @BeforeEach
    void aPlan() {
        server = new ScheduleFixture(database.dataSource(), home, time, starts, false);
        plan = add("run-late");
    }

    @AfterEach
    void close() {
        server.plans().remove(plan.id(), "the test is over", "otto");
        server.close();
    }

    private Plan add(String missed) {
        return server.plans()
                .add(ScheduleFixture.monthlyAt(DUE, missed, Map.of("scope", "client"), null), "otto")
                .plan();
    }

    @Test
    void aDueSlotStartsADrillInItsOwnersNameAndPlansTheNext() {
        time.set(DUE);
        server.ring(plan, SLOT);

        var slot = last();
        assertThat(slot.state()).isEqualTo(Slot.State.STARTED);
        assertThat(slot.run()).isEqualTo("R-1");
        assertThat(starts.asked).singleElement().satisfies(start -> {
            assertThat(start.mode()).isEqualTo(RunMode.DRILL);
            assertThat(start.parameters()).containsExactly(Map.entry("scope", "client"));
            assertThat(start.reason()).contains(plan.id().toString()).contains(SLOT);
        });
        assertThat(starts.startedWith("otto", "plan " + plan.id() + " " + SLOT)).isPresent();
        var next = now().next();
        assertThat(next.period()).isEqualTo("2026-12");
        assertThat(next.dueAt()).isEqualTo("2026-12-20T10:00:00Z");
        assertThat(isSet("2026-12", 1)).isTrue();
        assertThat(kinds()).containsExactly("plan-added", "slot-started");
        assertThat(server.bean(Journal.class).verify(plan.id().toString()).intact())
                .isTrue();
    }

    @Test
    void anAlarmThatRingsAgainOrTooEarlyDoesNothing() {
        time.set(DUE.minusSeconds(30));
        server.ring(plan, SLOT);
        assertThat(starts.asked).isEmpty();

        // Quartz rings up to two milliseconds early.
        time.set(DUE.minusMillis(2));
        server.ring(plan, SLOT);
        server.ring(plan, SLOT);
        server.ring(plan, "2026-12");
        server.ring(plan, "2025-01");

        assertThat(starts.asked).hasSize(1);
        assertThat(kinds()).containsExactly("plan-added", "slot-started");
    }

    @Test
    void aTakenTargetIsTriedAgainUntilTheWindowClosesAndIsThenMissed() {
        refuse("FD-TARGET-HELD", "Target 'payments' is held by R-9.");
        time.set(DUE);
        server.ring(plan, SLOT);
        assertThat(now().next().state()).isEqualTo(Slot.State.PLANNED);
        assertThat(now().next().reason()).contains("R-9");
        assertThat(isSet(SLOT, 2)).isTrue();

        for (var n = 0; n < 119; n++) {
            time.pass(ofMinutes(1));
            server.ring(plan, SLOT);
        }
        assertThat(now().next().attempts()).isEqualTo(120);
        time.pass(ofMinutes(1));
        server.ring(plan, SLOT);

        assertThat(last().state()).isEqualTo(Slot.State.MISSED);
        assertThat(last().reason()).contains("R-9");
        assertThat(starts.started()).isZero();
        assertThat(now().missed()).isEqualTo(1);
        // Not an event for every try.
        assertThat(kinds()).containsExactly("plan-added", "slot-waits", "slot-missed");
        assertThat(now().next().period()).isEqualTo("2026-12");
    }

    @Test
    void aHaltOfEverythingThatIsLiftedInTimeOnlyDelays() {
        refuse("FD-HALT-ALL", "Everything is halted.");
        time.set(DUE);
        server.ring(plan, SLOT);
        starts.refusal = null;
        time.pass(ofMinutes(1));
        server.ring(plan, SLOT);

        assertThat(last().state()).isEqualTo(Slot.State.STARTED);
        assertThat(last().attempts()).isEqualTo(2);
    }

    @Test
    void aMessageNobodyApprovedRefusesTheSlotWithEveryProblem() {
        starts.refusal = new FiredrillException(
                FiredrillException.Kind.CONFLICT,
                List.of(
                        Problem.at("comms/start.md", "FD-TEMPLATE-UNAPPROVED", "Nobody approved it.", "Approve it."),
                        Problem.of("FD-HALT-ALL", "Everything is halted.", "Lift it.")));
        time.set(DUE);
        server.ring(plan, SLOT);

        assertThat(last().state()).isEqualTo(Slot.State.REFUSED);
        assertThat(last().problems())
                .extracting(Problem::code, Problem::where)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("FD-TEMPLATE-UNAPPROVED", "comms/start.md"),
                        org.assertj.core.groups.Tuple.tuple("FD-HALT-ALL", null));
        assertThat(now().next().period()).isEqualTo("2026-12");
        assertThat(kinds()).containsExactly("plan-added", "slot-refused");
    }

    @Test
    void slotsOfAPausedPlanAreSkippedAndLaterOnesRunAgain() {
        server.plans().pause(plan.id(), "release freeze", "anna");
        time.set(DUE);
        server.ring(plan, SLOT);
        assertThat(last().state()).isEqualTo(Slot.State.SKIPPED);

        server.plans().resume(plan.id(), null, "anna");
        time.set(Instant.parse("2026-12-20T10:00:00Z"));
        server.ring(plan, "2026-12");

        assertThat(last().state()).isEqualTo(Slot.State.STARTED);
        assertThat(server.plans().past(plan.id(), 10)).extracting(Slot::period).containsExactly("2026-12", SLOT);
        assertThat(kinds())
                .containsExactly("plan-added", "plan-paused", "slot-skipped", "plan-resumed", "slot-started");
        assertThat(server.plans().events(plan.id(), 1, 1).get(0).actor()).isEqualTo("anna");
    }

    @Test
    void aServerThatComesBackWithinTheWindowRunsLateOrBooksMissedAsThePlanSays() {
        var strict = add("book-missed");
        time.set(DUE.plus(ofHours(1)));
        server.ring(plan, SLOT);
        server.ring(strict, SLOT);

        assertThat(last().state()).isEqualTo(Slot.State.STARTED);
        assertThat(server.plan(strict.id()).last().state()).isEqualTo(Slot.State.MISSED);
        assertThat(server.plan(strict.id()).last().reason()).contains("does not run late");
        server.plans().remove(strict.id(), "done", "otto");
    }

    @Test
    void everySlotOfALongAbsenceIsBookedAsMissedOnceAndTheNextOneStands() {
        time.set(Instant.parse("2027-02-25T08:00:00Z"));
        for (var period : List.of(SLOT, SLOT, "2026-12", "2027-01", "2027-02", "2027-02")) server.ring(plan, period);

        assertThat(server.plans().past(plan.id(), 10))
                .extracting(Slot::period, Slot::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2027-02", Slot.State.MISSED),
                        org.assertj.core.groups.Tuple.tuple("2027-01", Slot.State.MISSED),
                        org.assertj.core.groups.Tuple.tuple("2026-12", Slot.State.MISSED),
                        org.assertj.core.groups.Tuple.tuple(SLOT, Slot.State.MISSED));
        assertThat(now().next().dueAt()).isEqualTo("2027-03-20T10:00:00Z");
        assertThat(starts.asked).isEmpty();
        assertThat(now().missed()).isEqualTo(4);
    }

    @Test
    void aServerKilledBetweenClaimAndStartHasStartedItOnceAfterTheNextRing() {
        starts.death = Death.BEFORE_THE_START;
        time.set(DUE);
        assertThatThrownBy(() -> server.ring(plan, SLOT)).isInstanceOf(Killed.class);
        assertThat(now().next().attempts()).isEqualTo(1);

        starts.death = null;
        time.pass(ofMinutes(3));
        server.ring(plan, SLOT);

        assertThat(last().state()).isEqualTo(Slot.State.STARTED);
        assertThat(starts.started()).isEqualTo(1);
    }

    @Test
    void aRunStartedByAServerThatDiedBeforeItBookedIsFoundEvenWhenTheWindowIsLongOver() {
        starts.death = Death.AFTER_THE_START;
        time.set(DUE);
        assertThatThrownBy(() -> server.ring(plan, SLOT)).isInstanceOf(Killed.class);

        starts.death = null;
        time.pass(ofDays(3));
        server.ring(plan, SLOT);

        assertThat(last().state()).isEqualTo(Slot.State.STARTED);
        assertThat(last().run()).isEqualTo("R-1");
        assertThat(starts.asked).hasSize(1);
    }

    @Test
    void aLostAlarmIsFoundAndSetAgainOnce() {
        database.jdbc().sql("delete from qrtz_simple_triggers").update();
        database.jdbc().sql("delete from qrtz_triggers").update();
        var lost = server.bean(LostAlarms.class);
        time.set(DUE.plusSeconds(30));
        lost.sweep();
        assertThat(isSet(SLOT, 1)).isFalse();

        time.set(DUE.plusSeconds(90));
        lost.sweep();
        lost.sweep();

        assertThat(isSet(SLOT, 1)).isTrue();
        server.ring(plan, SLOT);
        assertThat(last().state()).isEqualTo(Slot.State.STARTED);
    }

    @Test
    void removingAPlanTakesItsNextSlotAndAlarmAndKeepsItsHistory() {
        time.set(DUE);
        server.ring(plan, SLOT);
        server.plans().remove(plan.id(), "another plan does it", "otto");

        assertThat(now().state()).isEqualTo(Plan.State.REMOVED);
        assertThat(now().next()).isNull();
        assertThat(isSet("2026-12", 1)).isFalse();
        assertThat(server.plans().upcoming(plan.id(), 4)).isEmpty();
        assertThat(server.plans().past(plan.id(), 10)).hasSize(1);
        assertThatThrownBy(() -> server.plans().resume(plan.id(), null, "otto")).hasMessageContaining("was removed");
        assertThat(server.plans().list(Plans.Filter.all(500)))
                .extracting(Plan::id)
                .doesNotContain(plan.id());
    }

    @Test
    void aPlanRemovedWhileItsDrillIsBeingStartedStillBooksTheRun() {
        starts.death = Death.AFTER_THE_START;
        time.set(DUE);
        assertThatThrownBy(() -> server.ring(plan, SLOT)).isInstanceOf(Killed.class);
        server.plans().remove(plan.id(), "too late", "otto");
        starts.death = null;
        time.pass(ofMinutes(3));
        server.ring(plan, SLOT);

        assertThat(last().state()).isEqualTo(Slot.State.STARTED);
        assertThat(now().next()).isNull();
    }

    @Test
    void aPersonIsKeptByPseudonymStartedInClearAndRefusedOnceErased() {
        var about = server.plans()
                .add(
                        ScheduleFixture.monthlyAt(
                                DUE, null, Map.of("scope", "subject", "subject", "mallory@example.org"), null),
                        "otto")
                .plan();
        var pseudonym = about.parameters().get("subject");
        assertThat(pseudonym).startsWith("person-");

        time.set(DUE);
        server.ring(about, SLOT);
        assertThat(starts.asked)
                .extracting(StartRequest::parameters)
                .containsExactly(Map.of("scope", "subject", "subject", "mallory@example.org"));

        server.bean(Names.class).erase(pseudonym);
        time.set(Instant.parse("2026-12-20T10:00:00Z"));
        server.ring(about, "2026-12");
        assertThat(server.plan(about.id()).last().problems())
                .extracting(Problem::code)
                .containsExactly("FD-PLAN-PERSON");
        assertThat(database.jdbc()
                        .sql("select count(*) from fd_plan where parameters like '%mallory%'")
                        .query(Integer.class)
                        .single())
                .isZero();
        server.plans().remove(about.id(), "done", "otto");
    }

    private void refuse(String code, String message) {
        starts.refusal = FiredrillException.conflict(code, message, "Wait.");
    }

    private Plan now() {
        return server.plan(plan.id());
    }

    private Slot last() {
        return now().last();
    }

    private boolean isSet(String period, int attempt) {
        return server.bean(Alarms.class).isSet(plan.id(), period, attempt);
    }

    private List<String> kinds() {
        return server.plans().events(plan.id(), 0, 100).stream()
                .map(Event::kind)
                .toList();
    }
}
