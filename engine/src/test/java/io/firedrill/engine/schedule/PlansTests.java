package io.firedrill.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class PlansTests {
    @Parameter
    TestDatabase database;

    @TempDir
    Path home;

    private final SomeTime time = new SomeTime();
    private final CountedStarts starts = new CountedStarts();
    private ScheduleFixture server;

    @BeforeEach
    void open() {
        server = new ScheduleFixture(database.dataSource(), home, time, starts, false);
    }

    @AfterEach
    void close() {
        for (var plan : server.plans().list(Plans.Filter.all(500)))
            server.plans().remove(plan.id(), "the test is over", "otto");
        server.close();
    }

    @Test
    void aPreviewShowsTheNextFourSlotsAndStoresNothing() {
        var preview = server.plans().preview(quarterly("Europe/Berlin"));

        assertThat(preview.problems()).isEmpty();
        assertThat(preview.rule())
                .isEqualTo("Every quarter on the second tuesday of month 1 at 10:00 Europe/Berlin, within 2 h.");
        assertThat(preview.slots())
                .extracting(Plans.NextSlot::period, Plans.NextSlot::dueAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2027-Q1", Instant.parse("2027-01-12T09:00:00Z")),
                        org.assertj.core.groups.Tuple.tuple("2027-Q2", Instant.parse("2027-04-13T08:00:00Z")),
                        org.assertj.core.groups.Tuple.tuple("2027-Q3", Instant.parse("2027-07-13T08:00:00Z")),
                        org.assertj.core.groups.Tuple.tuple("2027-Q4", Instant.parse("2027-10-12T08:00:00Z")));
        assertThat(server.plans().list(Plans.Filter.all(1))).isEmpty();
    }

    @Test
    void whatWasPreviewedIsWhatIsPlanned() {
        var preview = server.plans().preview(quarterly("America/New_York"));
        var plan = server.plans().add(quarterly("America/New_York"), "otto").plan();

        assertThat(server.plans().upcoming(plan.id(), 4))
                .extracting(Slot::period, Slot::dueAt, Slot::windowEndsAt)
                .containsExactlyElementsOf(preview.slots().stream()
                        .map(slot ->
                                org.assertj.core.groups.Tuple.tuple(slot.period(), slot.dueAt(), slot.windowEndsAt()))
                        .toList());
        assertThat(plan.owner()).isEqualTo("otto");
        assertThat(plan.title()).isEqualTo("Revoke leaked tokens on payments");
        assertThat(plan.window()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void everyProblemOfARequestIsNamedAtOnceAndNothingIsStored() {
        starts.previewed = List.of(
                Problem.at("target", "FD-NO-TARGET", "There is no target 'x'.", "Targets here: payments"),
                Problem.of("FD-HALT-ALL", "Everything is halted.", "Lift it."));
        var wrong = new PlanRequest(
                " ",
                "token-revocation",
                null,
                "x",
                Map.of("scope", "token", "token", "s3cr3t"),
                "quarter",
                "fifth monday",
                "25:00",
                "Berlin",
                Duration.ofDays(30),
                "monday",
                "catch-up",
                "a\nb",
                null);

        assertThatThrownBy(() -> server.plans().add(wrong, "otto"))
                .isInstanceOfSatisfying(FiredrillException.class, no -> {
                    assertThat(no.kind()).isEqualTo(FiredrillException.Kind.INVALID);
                    assertThat(no.problems())
                            .extracting(Problem::where)
                            .containsExactlyInAnyOrder(
                                    "target",
                                    "parameters.token",
                                    "day",
                                    "at",
                                    "zone",
                                    "window",
                                    "weekend",
                                    "missed",
                                    "title",
                                    "reason");
                    assertThat(no.problems().toString())
                            .contains("Europe/Berlin")
                            .doesNotContain("s3cr3t");
                });
        assertThat(server.plans().list(Plans.Filter.all(1))).isEmpty();
    }

    @Test
    void whatOnlyStandsInTheWayTodayIsAWarning() {
        starts.previewed =
                List.of(Problem.at("comms/start.md", "FD-TEMPLATE-UNAPPROVED", "Nobody approved it.", "Approve it."));

        var added = server.plans().add(quarterly("UTC"), "otto");

        assertThat(added.warnings()).singleElement().asString().contains("Nobody approved it.");
    }

    @Test
    void theSameKeyManyTimesAtOnceIsOnePlanAndAnotherRequestWithItIsRefused() throws Exception {
        var request = ScheduleFixture.monthlyAt(SomeTime.NOON, null, Map.of(), "k-1");
        var threads = Executors.newFixedThreadPool(4);
        var ids = new HashSet<PlanId>();
        try {
            Callable<Plans.Added> add = () -> server.plans().add(request, "otto");
            for (var answer : threads.invokeAll(Collections.nCopies(8, add)))
                ids.add(answer.get().plan().id());
        } finally {
            threads.shutdown();
        }

        assertThat(ids).hasSize(1);
        assertThat(server.plans().add(request, "otto").created()).isFalse();
        var other = ScheduleFixture.monthlyAt(SomeTime.NOON.plusSeconds(60), null, Map.of(), "k-1");
        assertThatThrownBy(() -> server.plans().add(other, "otto")).hasMessageContaining("FD-IDEMPOTENCY");
        // Keys are each person's own.
        assertThat(server.plans().add(other, "anna").created()).isTrue();
    }

    @Test
    void everybodysUpcomingSlotsComeInTheOrderOfTheirTimes() {
        var first = server.plans().add(quarterly("Europe/Berlin"), "otto").plan();
        var second = server.plans()
                .add(ScheduleFixture.monthlyAt(Instant.parse("2026-12-20T10:00:00Z"), null, Map.of(), null), "otto")
                .plan();
        var paused = server.plans().add(quarterly("UTC"), "otto").plan();
        server.plans().pause(paused.id(), "not now", "otto");

        var upcoming = server.plans().upcoming(Instant.parse("2027-01-31T00:00:00Z"), 10);

        assertThat(upcoming)
                .extracting(Slot::plan, Slot::period)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(second.id(), "2026-11"),
                        org.assertj.core.groups.Tuple.tuple(second.id(), "2026-12"),
                        org.assertj.core.groups.Tuple.tuple(first.id(), "2027-Q1"),
                        org.assertj.core.groups.Tuple.tuple(second.id(), "2027-01"));
        assertThat(server.plans().upcoming(Instant.parse("2027-01-31T00:00:00Z"), 2))
                .hasSize(2);
    }

    @Test
    void listsByStateRunbookAndTargetPageByPage() {
        var one = server.plans().add(quarterly("UTC"), "otto").plan();
        var two = server.plans().add(quarterly("UTC"), "otto").plan();
        var three = server.plans().add(quarterly("UTC"), "otto").plan();
        server.plans().pause(two.id(), "not now", "otto");
        server.plans().remove(three.id(), "never", "otto");

        assertThat(ids(Set.of(), null, null)).containsExactly(one.id(), two.id());
        assertThat(ids(Set.of(Plan.State.PAUSED), null, null)).containsExactly(two.id());
        assertThat(ids(Set.of(Plan.State.REMOVED), null, one.id())).contains(three.id());
        assertThat(ids(Set.of(), "other", null)).isEmpty();
        assertThat(ids(Set.of(), "token-revocation", one.id())).containsExactly(two.id());
    }

    @Test
    void anActWithoutAReasonOrOnAPlanThatIsNotThereIsRefused() {
        var plan = server.plans().add(quarterly("UTC"), "otto").plan();

        assertThatThrownBy(() -> server.plans().pause(plan.id(), " ", "otto")).hasMessageContaining("FD-TEXT");
        assertThatThrownBy(() -> server.plans().remove(plan.id(), "", "otto")).hasMessageContaining("FD-TEXT");
        assertThatThrownBy(() -> server.plans().pause(new PlanId(999_999), "why", "otto"))
                .hasMessageContaining("FD-NO-PLAN");
        assertThat(server.plan(plan.id()).state()).isEqualTo(Plan.State.ACTIVE);
    }

    private List<PlanId> ids(Set<Plan.State> states, String runbook, PlanId after) {
        return server.plans().list(new Plans.Filter(states, runbook, "payments", after, 100)).stream()
                .map(Plan::id)
                .toList();
    }

    private static PlanRequest quarterly(String zone) {
        return new PlanRequest(
                null,
                "token-revocation",
                null,
                "payments",
                Map.of(),
                "quarter",
                "second tuesday",
                "10:00",
                zone,
                null,
                null,
                null,
                null,
                null);
    }
}
