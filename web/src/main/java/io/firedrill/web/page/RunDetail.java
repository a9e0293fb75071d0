package io.firedrill.web.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.Run.StepState;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;

/** A run as its own page shows it. */
record RunDetail(
        RunSummary summary,
        String shortVersion,
        String version,
        boolean approvedVersion,
        @Nullable String cause,
        @Nullable String reason,
        Map<String, String> parameters,
        boolean fenced,
        RunFigures figures,
        List<StepRow> steps,
        List<StepRow> rollback,
        boolean rolledBack,
        List<PointRow> points,
        List<ObjectiveRow> objectives,
        List<String> survivors,
        List<String> collateral,
        List<String> cannotUndo,
        Acts acts) {

    record StepRow(
            String id,
            String title,
            String kind,
            String effect,
            Look state,
            int attempt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String summary,
            boolean undoable) {
        static StepRow of(Run.RunStep step, boolean over) {
            var state = over && step.state() == StepState.PENDING ? Look.NOT_REACHED : Look.of(step.state());
            return new StepRow(
                    step.id(),
                    step.title(),
                    step.kind(),
                    step.effect(),
                    state,
                    step.attempt(),
                    step.startedAt(),
                    step.endedAt(),
                    step.summary(),
                    step.undoable());
        }
    }

    /**
     * An enforcement point by the canary that tells most: one that got through, else the slowest to be refused.
     *
     * @param canaries how many were tried there
     */
    record PointRow(Run.PointResult point, Look state, int canaries) {
        private static final Comparator<Run.PointResult> TELLING = Comparator.comparing(Run.PointResult::survivor)
                .thenComparing(point -> point.refusedAt() == null)
                .thenComparing(point -> !point.acceptedBefore())
                .thenComparing(point -> point.seconds() == null ? 0 : point.seconds());

        static List<PointRow> of(Run run) {
            var byPoint = new LinkedHashMap<String, List<Run.PointResult>>();
            for (var point : run.proof().points())
                byPoint.computeIfAbsent(point.point(), name -> new ArrayList<>())
                        .add(point);
            return byPoint.values().stream()
                    .map(all -> new PointRow(
                            Collections.max(all, TELLING),
                            Look.of(
                                    Collections.max(all, TELLING),
                                    run.state().ended(),
                                    run.proof().orderedAt() != null),
                            all.size()))
                    .toList();
        }
    }

    record ObjectiveRow(
            String title,
            double limit,
            String unit,
            @Nullable Double measured,
            Look state) {}

    record EventRow(
            long number,
            Instant at,
            String kind,
            String actor,
            boolean person,
            @Nullable String step,
            String summary) {
        static EventRow of(Event event) {
            return new EventRow(
                    event.number(),
                    event.at(),
                    event.kind(),
                    event.actor(),
                    !event.actor().equals("firedrill"),
                    event.step(),
                    event.summary());
        }
    }

    /**
     * What can be done now, by anyone.
     *
     * @param approve the checkpoint that waits
     * @param stuck the step that is out of retries
     */
    record Acts(
            Run.@Nullable NextAct next,
            @Nullable StepRow approve,
            @Nullable StepRow stuck,
            boolean halt,
            boolean resume,
            boolean abort) {}

    static RunDetail of(Run run, @Nullable Run previous) {
        return new RunDetail(
                RunSummary.of(run),
                run.version().substring(0, 12),
                run.version(),
                run.approvedVersion(),
                run.cause(),
                run.reason(),
                run.parameters(),
                run.fenced(),
                RunFigures.of(run, previous),
                rows(run, false),
                rows(run, true),
                run.steps().stream().anyMatch(step -> back(step) && step.startedAt() != null),
                PointRow.of(run),
                run.objectives().stream()
                        .map(o -> new ObjectiveRow(
                                o.title(),
                                o.limit(),
                                o.unit(),
                                o.measured(),
                                Look.ofObjective(
                                        o.state(),
                                        o.measured() != null,
                                        run.state().ended())))
                        .toList(),
                run.proof().survivors(),
                run.proof().collateral(),
                run.cannotUndo(),
                acts(run));
    }

    private static List<StepRow> rows(Run run, boolean inRollback) {
        return run.steps().stream()
                .filter(step -> back(step) == inRollback)
                .map(step -> StepRow.of(step, run.state().ended()))
                .toList();
    }

    private static boolean back(Run.RunStep step) {
        return step.inRollback() || step.kind().equals("undo");
    }

    private static Acts acts(Run run) {
        var ended = run.state().ended();
        var goesBack = run.state() == RunState.ROLLING_BACK;
        return new Acts(
                run.next(),
                step(run, StepState.WAITING, true),
                step(run, StepState.STUCK, false),
                !ended && !run.fenced() && !goesBack,
                !ended && run.fenced() && !goesBack,
                !ended && !goesBack);
    }

    private static @Nullable StepRow step(Run run, StepState state, boolean checkpoint) {
        if (run.state().ended()) return null;
        return run.steps().stream()
                .filter(step ->
                        step.state() == state && (!checkpoint || step.kind().equals("checkpoint")))
                .findFirst()
                .map(step -> StepRow.of(step, false))
                .orElse(null);
    }

    public boolean real() {
        return summary.mode().equals(RunMode.REAL.label());
    }
}
