package io.firedrill.web.fake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.journal.Event;
import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.HaltAll;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunControl;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.run.StartRequest;

/** Runs in memory: starts, acts and events, without anything that carries them out. */
public final class FakeRuns implements Runs, RunControl, HaltAll, Journal, Messages {
    private final InstantSource clock;
    private final TreeMap<Long, Run> runs = new TreeMap<>();
    private final Map<String, List<Event>> events = new HashMap<>();
    private final Map<String, RunId> byKey = new HashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private HaltAll.@Nullable Status lever;

    public FakeRuns(InstantSource clock) {
        this.clock = clock;
        for (var run : new SampleRuns(clock.instant()).all()) {
            runs.put(run.id().number(), run);
            sampleEvents(run);
        }
    }

    /** Every act, as {@code verb R-1 actor}. */
    public final List<String> acts = new CopyOnWriteArrayList<>();

    /** While it is set, nothing can be read, as when the database is away. */
    public volatile boolean down;

    @Override
    public synchronized Optional<Run> find(RunId id) {
        if (down) throw new DataAccessResourceFailureException("The database is away.");
        return Optional.ofNullable(runs.get(id.number())).map(this::current);
    }

    @Override
    public synchronized Optional<RunId> startedWith(String actor, String idempotencyKey) {
        return Optional.ofNullable(byKey.get(actor + " " + idempotencyKey));
    }

    @Override
    public synchronized List<Run> list(Filter filter) {
        return runs.descendingMap().values().stream()
                .filter(run -> filter.mode() == null || run.mode() == filter.mode())
                .filter(run -> filter.target() == null || run.target().equals(filter.target()))
                .filter(run -> filter.runbook() == null || run.runbook().equals(filter.runbook()))
                .filter(run -> filter.states().isEmpty() || filter.states().contains(run.state()))
                .filter(run -> filter.before() == null
                        || run.id().number() < filter.before().number())
                .filter(run -> filter.from() == null || !run.createdAt().isBefore(filter.from()))
                .filter(run -> filter.to() == null || run.createdAt().isBefore(filter.to()))
                .filter(run -> filter.text() == null || text(run).contains(filter.text()))
                .sorted(order(filter.sort()))
                .skip(filter.offset())
                .limit(filter.limit())
                .map(this::current)
                .toList();
    }

    private static String text(Run run) {
        return run.id() + " " + run.runbookTitle() + " " + run.startedBy() + " " + run.reason() + run.parameters();
    }

    private static Comparator<Run> order(Sort sort) {
        Comparator<Run> newest = Comparator.comparing(run -> -run.id().number());
        return switch (sort) {
            case NEWEST -> newest;
            case OLDEST -> newest.reversed();
            case STATE ->
                Comparator.<Run, String>comparing(run -> run.state().label()).thenComparing(newest);
            case RUNBOOK -> Comparator.comparing(Run::runbookTitle).thenComparing(newest);
            case TARGET -> Comparator.comparing(Run::target).thenComparing(newest);
            case STARTED_BY -> Comparator.comparing(Run::startedBy).thenComparing(newest);
            case TIME_TO_REVOKE ->
                Comparator.<Run, Double>comparing(run -> measured(run, Double.MAX_VALUE))
                        .thenComparing(newest);
            case SLOWEST ->
                Comparator.<Run, Double>comparing(run -> -measured(run, 0)).thenComparing(newest);
        };
    }

    private static double measured(Run run, double otherwise) {
        return run.objectives().stream()
                .filter(objective -> objective.name().equals("time-to-revoke"))
                .map(Run.ObjectiveResult::measured)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(otherwise);
    }

    @Override
    public synchronized Started start(StartRequest request, String actor) {
        var key = request.idempotencyKey() == null ? null : actor + " " + request.idempotencyKey();
        if (key != null && byKey.containsKey(key))
            return new Started(find(byKey.get(key)).orElseThrow(), false);
        check(request);
        var number = runs.lastKey() + 1;
        var run = new SampleRuns(clock.instant()).run(number, request.mode(), RunState.RUNNING, 1, 0, null);
        runs.put(number, run);
        if (key != null) byKey.put(key, run.id());
        acts.add("start " + run.id() + " " + actor);
        append(run.id().toString(), "run-started", null, actor, "Started by " + actor);
        return new Started(current(run), true);
    }

    @Override
    public Preview preview(StartRequest request, String actor) {
        return new Preview(
                request.mode(),
                request.runbook(),
                SampleRuns.VERSION,
                request.target(),
                request.parameters(),
                List.of(),
                request.mode() == RunMode.DRILL
                        ? List.of("Nobody has approved this version; the drill will say so.")
                        : List.of(),
                new SampleRuns(clock.instant())
                        .run(1, request.mode(), RunState.QUEUED, 0, 0, null).steps().stream()
                                .map(step -> new PreviewStep(
                                        step.id(),
                                        step.title(),
                                        step.effect().equals("waits") ? "reads" : step.effect(),
                                        "As written in the runbook"))
                                .toList(),
                List.of(new PreviewMessage("start", "incident", "responders", true)),
                List.of("approver"));
    }

    private static void check(StartRequest request) {
        var problems = new ArrayList<Problem>();
        if (!request.runbook().equals("token-revocation"))
            problems.add(Problem.at(
                    "runbook", "FD-RUNBOOK-UNKNOWN", "There is no runbook '" + request.runbook() + "'.", "List them."));
        if (!List.of("sandbox", "payments").contains(request.target()))
            problems.add(Problem.at(
                    "target", "FD-TARGET-UNKNOWN", "There is no target '" + request.target() + "'.", "List them."));
        if (!problems.isEmpty()) throw FiredrillException.invalid(problems);
        if (request.mode() == RunMode.REAL && !request.target().equals(request.confirm()))
            throw FiredrillException.invalid(List.of(Problem.at(
                    "confirm", "FD-CONFIRM", "The typed name is not the target's.", "Type " + request.target() + ".")));
        if (request.mode() == RunMode.REAL && request.target().equals("sandbox") && request.overDrill() == null)
            throw FiredrillException.conflict(
                    "FD-TARGET-HELD-BY-DRILL", "Drill R-6 holds sandbox.", "Say what to do with it.");
    }

    @Override
    public Run halt(RunId run, String reason, String actor) {
        return act("halt", run, reason, actor, RunState.HALTED);
    }

    @Override
    public Run resume(RunId run, @Nullable String reason, String actor) {
        return act("resume", run, reason, actor, RunState.RUNNING);
    }

    @Override
    public Run abort(RunId run, String reason, String actor) {
        return act("abort", run, reason, actor, RunState.ROLLING_BACK);
    }

    @Override
    public Run approve(RunId run, String step, @Nullable String comment, String actor) {
        if (runs.get(run.number()).startedBy().equals(actor))
            throw FiredrillException.conflict(
                    "FD-OWN-RUN", actor + " started " + run + "; this needs a second person.", "Ask another approver.");
        return act("approve " + step, run, comment, actor, RunState.RUNNING);
    }

    @Override
    public Run reject(RunId run, String step, String reason, String actor) {
        return act("reject " + step, run, reason, actor, RunState.ROLLING_BACK);
    }

    @Override
    public Run retry(RunId run, String step, @Nullable String reason, String actor) {
        return act("retry " + step, run, reason, actor, RunState.RUNNING);
    }

    @Override
    public Run skip(RunId run, String step, String reason, String actor) {
        return act("skip " + step, run, reason, actor, RunState.RUNNING);
    }

    @Override
    public Run note(RunId run, String text, String actor) {
        return act("note", run, text, actor, null);
    }

    /** Ends a run, so that its streams end. */
    public void end(RunId run) {
        act("end", run, null, "firedrill", RunState.SUCCEEDED);
    }

    private Run act(String verb, RunId id, @Nullable String reason, String actor, @Nullable RunState state) {
        Run after;
        synchronized (this) {
            var run = find(id).orElseThrow(() ->
                    FiredrillException.notFound("FD-RUN-UNKNOWN", "There is no run " + id, "List the runs."));
            if (state != null && run.state().ended())
                throw FiredrillException.conflict("FD-RUN-ENDED", id + " has ended.", "Nothing is left to do.");
            var seconds =
                    java.time.Duration.between(run.createdAt(), clock.instant()).toSeconds();
            if (state != null)
                runs.put(
                        id.number(),
                        new SampleRuns(clock.instant()).run(id.number(), run.mode(), state, 4, seconds, null));
            acts.add(verb + " " + id + " " + actor);
            append(
                    id.toString(),
                    verb.split(" ")[0],
                    verb.contains(" ") ? verb.split(" ")[1] : null,
                    actor,
                    verb + " by " + actor + (reason == null ? "" : ": " + reason));
            after = find(id).orElseThrow();
        }
        listeners.forEach(listener -> listener.accept(id.toString()));
        return after;
    }

    @Override
    public synchronized Optional<HaltAll.Status> status() {
        if (down) throw new DataAccessResourceFailureException("The database is away.");
        return Optional.ofNullable(lever);
    }

    @Override
    public synchronized HaltAll.Status on(String reason, String actor) {
        if (lever == null) lever = new HaltAll.Status(reason, actor, clock.instant());
        return lever;
    }

    @Override
    public synchronized void off(String reason, String actor) {
        lever = null;
    }

    @Override
    public synchronized List<Event> events(String run, long after, int limit) {
        return events.getOrDefault(run, List.of()).stream()
                .filter(event -> event.number() > after)
                .sorted(Comparator.comparingLong(Event::number))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long last(String run) {
        return events.getOrDefault(run, List.of()).size();
    }

    @Override
    public Check verify(String run) {
        return new Check(true, 0, last(run), last(run), "The chain is whole.");
    }

    @Override
    public AutoCloseable onCommitted(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public List<Message> of(String run) {
        var at = clock.instant().minusSeconds(120);
        return List.of(
                new Message(
                        run + "/announce",
                        "start",
                        "c".repeat(64),
                        "responders",
                        "incident",
                        "EXERCISE EXERCISE EXERCISE\n\n**Drill " + run
                                + " has begun.** Tokens of one subject will be revoked in the sandbox.\nNothing to do unless you see real customers affected.",
                        "sent",
                        at,
                        at.plusMillis(420),
                        "m-17",
                        1,
                        null),
                new Message(
                        run + "/clear",
                        "all-clear",
                        "d".repeat(64),
                        "customers",
                        "status-page",
                        "EXERCISE EXERCISE EXERCISE\n\nAll clear.",
                        "queued",
                        at.plusSeconds(30),
                        null,
                        null,
                        2,
                        "sandbox-chat answered 503; trying again"));
    }

    private Run current(Run run) {
        UnaryOperator<Run> same = UnaryOperator.identity();
        return same.apply(new Run(
                run.id(),
                run.mode(),
                run.state(),
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
                run.fenced(),
                last(run.id().toString()),
                run.steps(),
                run.objectives(),
                run.proof(),
                run.cannotUndo(),
                run.next()));
    }

    private void sampleEvents(Run run) {
        var id = run.id().toString();
        var at = run.createdAt();
        var who = run.startedBy();
        append(id, "run-started", null, who, "Started by " + who + " on target " + run.target(), at);
        for (var step : run.steps()) {
            if (step.startedAt() == null) continue;
            at = step.startedAt();
            if (step.kind().equals("checkpoint"))
                append(id, "approval-needed", step.id(), "firedrill", "Waits for approval: " + step.title(), at);
            else append(id, "step-started", step.id(), "firedrill", step.title() + " began", at);
            if (step.endedAt() == null) continue;
            at = step.endedAt();
            if (step.kind().equals("checkpoint")) append(id, "approved", step.id(), "approver", "Approved.", at);
            else
                append(
                        id,
                        "step-" + step.state().label(),
                        step.id(),
                        "firedrill",
                        step.title() + ": " + step.summary(),
                        at);
        }
        if (run.endedAt() != null)
            append(id, "run-ended", null, "firedrill", "Ended " + run.state().label(), run.endedAt());
    }

    private void append(String run, String kind, @Nullable String step, String actor, String summary) {
        append(run, kind, step, actor, summary, clock.instant());
    }

    private synchronized void append(
            String run, String kind, @Nullable String step, String actor, String summary, Instant at) {
        var list = events.computeIfAbsent(run, key -> new ArrayList<>());
        var number = list.size() + 1L;
        list.add(new Event(
                run,
                number,
                at,
                kind,
                step,
                actor,
                summary,
                Map.of("attempt", 1),
                "0".repeat(64),
                String.format("%064x", number)));
    }
}
