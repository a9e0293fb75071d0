package io.firedrill.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.run.Run;

/** A run as the API shows it. */
record RunView(
        String schema,
        String id,
        String mode,
        String state,
        @Nullable String cause,
        String runbook,
        String runbookTitle,
        String version,
        boolean approvedVersion,
        String target,
        String service,
        Map<String, String> parameters,
        @Nullable String reason,
        String startedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Double elapsedSeconds,
        boolean fenced,
        long lastEvent,
        List<StepView> steps,
        List<ObjectiveView> objectives,
        ProofView proof,
        List<String> cannotUndo,
        @Nullable NextView next) {

    record StepView(
            String id,
            String title,
            String kind,
            @Nullable String action,
            String effect,
            String state,
            int attempt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Double elapsedSeconds,
            @Nullable String summary,
            boolean undoable,
            boolean inRollback) {}

    record ObjectiveView(
            String name,
            String title,
            double limit,
            String unit,
            @Nullable Double measured,
            String state) {}

    record ProofView(
            @Nullable Double timeToRevokeSeconds,
            @Nullable Instant orderedAt,
            List<PointView> points,
            List<String> survivors,
            List<String> collateral) {}

    record PointView(
            String point,
            String canary,
            boolean acceptedBefore,
            @Nullable Instant refusedAt,
            @Nullable Double seconds,
            boolean survivor) {}

    record NextView(String who, String what, @Nullable String step, String command) {}

    static RunView of(Run run, Instant now) {
        return new RunView(
                "firedrill.run/v1",
                run.id().toString(),
                run.mode().label(),
                run.state().label(),
                run.cause(),
                run.runbook(),
                run.runbookTitle(),
                run.version(),
                run.approvedVersion(),
                run.target(),
                run.service(),
                run.parameters(),
                run.reason(),
                run.startedBy(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                Views.elapsed(run.startedAt(), run.endedAt(), now),
                run.fenced(),
                run.lastEvent(),
                run.steps().stream().map(step -> step(step, now)).toList(),
                run.objectives().stream().map(RunView::objective).toList(),
                proof(run.proof()),
                run.cannotUndo(),
                next(run.next()));
    }

    private static StepView step(Run.RunStep step, Instant now) {
        return new StepView(
                step.id(),
                step.title(),
                step.kind(),
                step.action(),
                step.effect(),
                step.state().label(),
                step.attempt(),
                step.startedAt(),
                step.endedAt(),
                Views.elapsed(step.startedAt(), step.endedAt(), now),
                step.summary(),
                step.undoable(),
                step.inRollback());
    }

    private static ObjectiveView objective(Run.ObjectiveResult result) {
        return new ObjectiveView(
                result.name(), result.title(), result.limit(), result.unit(), result.measured(), result.state());
    }

    private static ProofView proof(Run.Proof proof) {
        return new ProofView(
                proof.timeToRevokeSeconds(),
                proof.orderedAt(),
                proof.points().stream()
                        .map(point -> new PointView(
                                point.point(),
                                point.canary(),
                                point.acceptedBefore(),
                                point.refusedAt(),
                                point.seconds(),
                                point.survivor()))
                        .toList(),
                proof.survivors(),
                proof.collateral());
    }

    private static @Nullable NextView next(Run.@Nullable NextAct next) {
        return next == null ? null : new NextView(next.who(), next.what(), next.step(), next.command());
    }
}
