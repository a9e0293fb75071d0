package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.schedule.Plan;
import io.firedrill.engine.schedule.PlanId;
import io.firedrill.engine.schedule.PlanRequest;
import io.firedrill.engine.schedule.Plans;
import io.firedrill.engine.schedule.Slot;

/** Plans with the whole engine: real runs of the flow, the real library, a data folder that outlives the server. */
class PlannedDrillTests {
    @TempDir
    Path home;

    @Test
    void aPlannedDrillRunsToItsEndWithNobodyThereAndIsTheOwners() {
        try (var engine = engine()) {
            var plan = add(engine, QuickRunbook.KEY, Duration.ofSeconds(3));

            var slot = decided(engine, plan);

            assertThat(slot.state()).as(String.valueOf(slot)).isEqualTo(Slot.State.STARTED);
            var run = engine.ended(RunId.parse(slot.run()));
            assertThat(run.state()).isIn(RunState.SUCCEEDED, RunState.OBJECTIVE_MISSED);
            assertThat(run.mode()).isEqualTo(RunMode.DRILL);
            assertThat(run.startedBy()).isEqualTo("olga");
            assertThat(run.reason()).contains(plan.toString());
            assertThat(engine.journal().verify(plan.toString()).intact()).isTrue();
        }
    }

    @Test
    void aSlotThatCameDueWhileTheServerWasDownRunsAfterTheStartOnce() {
        try (var engine = engine()) {
            var plan = add(engine, QuickRunbook.KEY, Duration.ofSeconds(4));
            var due = plan(engine, plan).next().dueAt();
            engine.restartOnceItIs(due.plusMillis(200));

            var slot = decided(engine, plan);
            assertThat(slot.state()).as(String.valueOf(slot)).isEqualTo(Slot.State.STARTED);
            engine.ended(RunId.parse(slot.run()));
            engine.restart();

            assertThat(engine.bean(Plans.class).past(plan, 10)).hasSize(1);
            assertThat(engine.estate.countOf("revoke ")).isEqualTo(1);
        }
    }

    @Test
    void aMessageNobodyApprovedIsWarnedOfAtFirstAndThenRefusesTheSlot() {
        try (var engine = engine()) {
            QuickRunbook.write(engine.home().resolve("runbooks"), "wordy", "");
            QuickRunbook.append(engine.home().resolve("runbooks/wordy/comms/start.md"), "\nAnd keep calm.\n");
            var request = request("wordy", Instant.now().plusSeconds(4));
            assertThat(engine.bean(Plans.class).preview(request).warnings()).anyMatch(text -> text.contains("start"));
            var plan = engine.bean(Plans.class).add(request, "olga").plan().id();

            var slot = decided(engine, plan);

            assertThat(slot.state()).as(String.valueOf(slot)).isEqualTo(Slot.State.REFUSED);
            assertThat(slot.problems()).extracting(Problem::code).contains("FD-TEMPLATE-UNAPPROVED");
        }
    }

    private EngineFixture engine() {
        return new EngineFixture(home, new MemoryEstate(), Map.of("firedrill.schedule.retry", "200ms"));
    }

    private static PlanId add(EngineFixture engine, String runbook, Duration from) {
        return engine.bean(Plans.class)
                .add(request(runbook, Instant.now().plus(from)), "olga")
                .plan()
                .id();
    }

    private static PlanRequest request(String runbook, Instant due) {
        var at = due.atOffset(ZoneOffset.UTC);
        return new PlanRequest(
                null,
                runbook,
                null,
                "memory",
                Map.of(),
                "month",
                "day " + at.getDayOfMonth(),
                DateTimeFormatter.ofPattern("HH:mm:ss").format(at),
                "UTC",
                null,
                null,
                null,
                null,
                null);
    }

    private static Slot decided(EngineFixture engine, PlanId plan) {
        EngineFixture.await(() -> plan(engine, plan).last() != null, () -> plan(engine, plan)
                .toString());
        return plan(engine, plan).last();
    }

    private static Plan plan(EngineFixture engine, PlanId plan) {
        return engine.bean(Plans.class).find(plan).orElseThrow();
    }
}
