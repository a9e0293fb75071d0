package io.firedrill.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.schedule.Plan;
import io.firedrill.engine.schedule.Plans;
import io.firedrill.engine.schedule.Slot;
import io.firedrill.web.problem.ProblemJson;

/** What the API answers about plans. Field names are kept for good. */
final class PlanViews {
    private PlanViews() {}

    /** {@code upcoming}, {@code past} and {@code warnings} are there where one plan is asked for. */
    record PlanView(
            String schema,
            String id,
            String title,
            String state,
            String runbook,
            @Nullable String version,
            String target,
            Map<String, String> parameters,
            String owner,
            String rule,
            String every,
            String day,
            String at,
            String zone,
            long windowSeconds,
            String weekend,
            String missed,
            Instant addedAt,
            @Nullable SlotView next,
            @Nullable SlotView last,
            int missedSlots,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<SlotView> upcoming,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<SlotView> past,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> warnings) {
        static PlanView of(Plan plan) {
            return of(plan, null, null);
        }

        static PlanView of(Plan plan, @Nullable List<Slot> upcoming, @Nullable List<Slot> past) {
            return new PlanView(
                    "firedrill.plan/v1",
                    plan.id().toString(),
                    plan.title(),
                    plan.state().label(),
                    plan.runbook(),
                    plan.version(),
                    plan.target(),
                    plan.parameters(),
                    plan.owner(),
                    plan.rule(),
                    plan.every().label(),
                    plan.day(),
                    plan.at(),
                    plan.zone(),
                    plan.window().toSeconds(),
                    plan.weekend().label(),
                    plan.missedRule().label(),
                    plan.addedAt(),
                    SlotView.ofNullable(plan.next()),
                    SlotView.ofNullable(plan.last()),
                    plan.missed(),
                    SlotView.all(upcoming),
                    SlotView.all(past),
                    null);
        }

        PlanView warned(List<String> warnings) {
            return new PlanView(
                    schema,
                    id,
                    title,
                    state,
                    runbook,
                    version,
                    target,
                    parameters,
                    owner,
                    rule,
                    every,
                    day,
                    at,
                    zone,
                    windowSeconds,
                    weekend,
                    missed,
                    addedAt,
                    next,
                    last,
                    missedSlots,
                    upcoming,
                    past,
                    warnings);
        }
    }

    record SlotView(
            String plan,
            String period,
            Instant dueAt,
            Instant windowEndsAt,
            String state,
            @Nullable String moved,
            @Nullable String run,
            @Nullable String reason,
            List<Map<String, Object>> problems,
            int attempts,
            @Nullable Instant decidedAt) {
        static SlotView of(Slot slot) {
            return new SlotView(
                    slot.plan().toString(),
                    slot.period(),
                    slot.dueAt(),
                    slot.windowEndsAt(),
                    slot.state().label(),
                    slot.moved(),
                    slot.run(),
                    slot.reason(),
                    slot.problems().stream().map(ProblemJson::member).toList(),
                    slot.attempts(),
                    slot.decidedAt());
        }

        static @Nullable SlotView ofNullable(@Nullable Slot slot) {
            return slot == null ? null : of(slot);
        }

        static @Nullable List<SlotView> all(@Nullable List<Slot> slots) {
            return slots == null ? null : slots.stream().map(SlotView::of).toList();
        }
    }

    record PreviewView(
            String schema,
            String rule,
            List<Map<String, Object>> problems,
            List<String> warnings,
            List<NextView> slots) {
        static PreviewView of(Plans.Preview preview) {
            return new PreviewView(
                    "firedrill.plan-preview/v1",
                    preview.rule(),
                    preview.problems().stream().map(ProblemJson::member).toList(),
                    preview.warnings(),
                    preview.slots().stream().map(NextView::of).toList());
        }
    }

    record NextView(
            String period,
            Instant dueAt,
            Instant windowEndsAt,
            @Nullable String moved) {
        static NextView of(Plans.NextSlot slot) {
            return new NextView(slot.period(), slot.dueAt(), slot.windowEndsAt(), slot.moved());
        }
    }
}
