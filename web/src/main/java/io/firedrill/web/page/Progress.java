package io.firedrill.web.page;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.Run.StepState;

/**
 * How far a run is.
 *
 * @param share of its steps, as percent of a width
 * @param step what it does now; null between steps
 */
record Progress(
        RunSummary run,
        int done,
        int steps,
        String share,
        @Nullable String step) {
    static Progress of(Run run) {
        var forward = run.steps().stream()
                .filter(step -> !step.inRollback() && !step.kind().equals("undo"))
                .toList();
        var done = (int) forward.stream()
                .filter(step -> step.state() != StepState.PENDING && step.endedAt() != null)
                .count();
        var now = run.steps().stream()
                .filter(step -> step.state() == StepState.RUNNING
                        || step.state() == StepState.WAITING
                        || step.state() == StepState.STUCK)
                .findFirst()
                .map(Run.RunStep::title)
                .orElse(null);
        return new Progress(
                RunSummary.of(run),
                done,
                forward.size(),
                Waterfall.percent(forward.isEmpty() ? 0 : 100.0 * done / forward.size()),
                now);
    }
}
