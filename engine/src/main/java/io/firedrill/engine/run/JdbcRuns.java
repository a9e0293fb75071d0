package io.firedrill.engine.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.run.Run.NextAct;
import io.firedrill.engine.run.Run.RunStep;
import io.firedrill.engine.run.Run.StepState;
import io.firedrill.runbooks.model.Runbook;
import io.firedrill.runbooks.model.Step;

/** Runs as people see them, put together from the tables. */
@Component
class JdbcRuns implements Runs {
    private final RunRows runs;
    private final StepRows steps;
    private final ProofRows proofs;
    private final Fences fences;
    private final RunEnds ends;
    private final Effects effects;
    private final Journal journal;
    private final Library library;

    JdbcRuns(
            RunRows runs,
            StepRows steps,
            ProofRows proofs,
            Fences fences,
            RunEnds ends,
            Effects effects,
            Journal journal,
            Library library) {
        this.runs = runs;
        this.steps = steps;
        this.proofs = proofs;
        this.fences = fences;
        this.ends = ends;
        this.effects = effects;
        this.journal = journal;
        this.library = library;
    }

    @Override
    public Optional<Run> find(RunId id) {
        return runs.find(id.toString()).map(this::view);
    }

    @Override
    public Optional<RunId> startedWith(String actor, String idempotencyKey) {
        return runs.byKey(actor, idempotencyKey).map(row -> RunId.parse(row.id()));
    }

    @Override
    public List<Run> list(Filter filter) {
        return runs.list(filter).stream().map(this::view).toList();
    }

    private Run view(RunRow row) {
        var runbook = library.find(row.runbook(), row.version()).map(Library.Entry::runbook);
        var standing =
                steps.of(row.id()).stream().collect(Collectors.toMap(StepRows.StepRow::step, Function.identity()));
        var steps = runbook.map(book -> steps(book, standing)).orElse(List.of());
        return new Run(
                RunId.parse(row.id()),
                row.mode(),
                row.state(),
                row.cause(),
                row.runbook(),
                row.runbookTitle(),
                row.version(),
                row.approvedVersion(),
                row.target(),
                row.service(),
                row.parameters(),
                row.reason(),
                row.startedBy(),
                row.createdAt(),
                row.startedAt(),
                row.endedAt(),
                !row.state().ended() && fences.holding(row.id()).isPresent(),
                journal.last(row.id()),
                steps,
                ends.objectives(row),
                proofs.proof(row.id(), row.orderedAt()),
                effects.cannotUndo(row.id()),
                next(row, steps));
    }

    private static List<RunStep> steps(Runbook runbook, Map<String, StepRows.StepRow> standing) {
        return runbook.steps().stream()
                .map(step -> view(runbook, step, standing.get(step.id())))
                .toList();
    }

    private static RunStep view(Runbook runbook, Step step, StepRows.@Nullable StepRow row) {
        return new RunStep(
                step.id(),
                step.title(),
                step.kind().name().toLowerCase(java.util.Locale.ROOT),
                step.action(),
                StepEffects.label(step),
                row == null ? StepState.PENDING : row.state(),
                row == null ? 0 : row.attempt(),
                row == null ? null : row.startedAt(),
                row == null ? null : row.endedAt(),
                row == null ? null : row.summary(),
                step.undoStep() != null && !runbook.undo().containsKey(step.id()),
                step.inRollback() || step.undoes() != null);
    }

    private static @Nullable NextAct next(RunRow row, List<RunStep> steps) {
        var id = row.id();
        for (var step : steps) {
            if (step.state() == StepState.STUCK)
                return new NextAct(
                        "responder",
                        "Step '" + step.title() + "' is stuck: " + step.summary() + " Retry it, skip it, or roll back.",
                        step.id(),
                        "firedrill run retry " + id + " " + step.id());
        }
        if (row.state() == RunState.HALTED)
            return new NextAct(
                    "responder", "The run is halted. Resume it or abort it.", null, "firedrill run resume " + id);
        for (var step : steps) {
            if (step.state() == StepState.WAITING)
                return new NextAct(
                        "approver",
                        "Approve or reject '" + step.title() + "'. Anyone with role approver except " + row.startedBy()
                                + ".",
                        step.id(),
                        "firedrill run approve " + id + " " + step.id());
        }
        return null;
    }
}
