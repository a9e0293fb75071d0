package io.firedrill.engine.run;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.StartRequest.OverDrill;
import io.firedrill.engine.seal.Names;
import io.firedrill.engine.seal.SealedStore;
import io.firedrill.engine.target.TargetLeases;
import io.firedrill.engine.target.Targets;
import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Runbook;

/** Starts runs. One transaction takes the target, writes the run and its journal and begins the flow, or nothing. */
@Component
class Starts {
    private static final String SECRET = "[sealed]";

    private final TransactionTemplate tx;
    private final StartPlanner planner;
    private final Library library;
    private final RunRows runs;
    private final JournalWriter journal;
    private final TargetLeases leases;
    private final SealedStore sealed;
    private final Names names;
    private final Flow flow;
    private final DrillTakeover takeover;
    private final InstantSource clock;

    Starts(
            TransactionTemplate tx,
            StartPlanner planner,
            Library library,
            RunRows runs,
            JournalWriter journal,
            TargetLeases leases,
            SealedStore sealed,
            Names names,
            Flow flow,
            DrillTakeover takeover,
            InstantSource clock) {
        this.tx = tx;
        this.planner = planner;
        this.library = library;
        this.runs = runs;
        this.journal = journal;
        this.leases = leases;
        this.sealed = sealed;
        this.names = names;
        this.flow = flow;
        this.takeover = takeover;
        this.clock = clock;
    }

    record Begun(String run, boolean created) {}

    Begun start(StartRequest request, String actor) {
        var hash = hash(request);
        var earlier = earlier(request, actor, hash);
        if (earlier != null) return earlier;
        var plan = planner.plan(request);
        if (!plan.problems().isEmpty()) throw refusal(plan.problems());
        var entry = plan.entry();
        var target = plan.target();
        if (entry == null || target == null) throw new IllegalStateException("A plan without problems is incomplete.");
        flow.deploy(entry.runbook());
        try {
            var run = Contended.again(() -> tx.execute(status -> {
                var id = insert(plan, entry, target, hash, actor);
                var held = leases.take(target.name(), id, request.mode().label());
                if (held.isEmpty()) begin(runs.get(id), entry.runbook());
                else makeRoom(request, held.get(), id, entry.runbook(), actor);
                return id;
            }));
            if (run == null) throw new IllegalStateException("The start returned no run.");
            return new Begun(run, true);
        } catch (DuplicateKeyException sameKey) {
            var other = earlier(request, actor, hash);
            if (other == null) throw sameKey;
            return other;
        }
    }

    private static FiredrillException refusal(List<Problem> problems) {
        var asked = problems.stream().allMatch(Starts::ofTheRequest);
        return new FiredrillException(
                asked ? FiredrillException.Kind.INVALID : FiredrillException.Kind.CONFLICT, problems);
    }

    private static boolean ofTheRequest(Problem problem) {
        return problem.code().startsWith("FD-PARAMETER")
                || List.of("FD-NO-RUNBOOK", "FD-NO-TARGET", "FD-REASON", "FD-CONFIRM")
                        .contains(problem.code());
    }

    private @Nullable Begun earlier(StartRequest request, String actor, String hash) {
        var key = request.idempotencyKey();
        if (key == null) return null;
        var run = runs.byKey(actor, key);
        if (run.isEmpty()) return null;
        if (run.get().requestHash().equals(hash)) return new Begun(run.get().id(), false);
        throw FiredrillException.conflict(
                "FD-IDEMPOTENCY",
                "The idempotency key '" + key + "' started " + run.get().id() + " with another request.",
                "Use a new key for a new start.");
    }

    private String insert(StartPlan plan, Library.Entry entry, Targets.Target target, String hash, String actor) {
        var request = plan.request();
        var number = runs.nextNumber();
        var id = new RunId(number).toString();
        journal.open(id);
        var runbook = entry.runbook();
        runs.insert(new RunRow(
                id,
                number,
                request.mode(),
                RunState.QUEUED,
                null,
                runbook.key(),
                runbook.title(),
                runbook.version(),
                plan.approved(),
                target.name(),
                target.service(),
                shown(id, entry, plan.parameters().values()),
                request.reason(),
                actor,
                request.idempotencyKey(),
                hash,
                clock.instant(),
                null,
                null,
                null,
                null));
        var mark = request.mode() == RunMode.DRILL ? "Drill" : "REAL INCIDENT";
        journal.append(
                id,
                Entry.by(actor, "run-created", null, mark + " of " + runbook.title() + " on " + target.name())
                        .with("mode", request.mode().label())
                        .with("runbook", runbook.key())
                        .with("version", runbook.version())
                        .with("approvedVersion", plan.approved())
                        .with("target", target.name())
                        .with("reason", request.reason())
                        .with("parameters", runs.get(id).parameters()));
        return id;
    }

    /** Seals what may not be shown and returns what may. */
    private Map<String, String> shown(String run, Library.Entry entry, Map<String, String> values) {
        var shown = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> {
            var type = Parameters.type(entry.runbook(), name);
            if (type == Parameter.Type.SECRET || type == Parameter.Type.PERSON)
                sealed.put(run, "parameter/" + name, value);
            if (type == Parameter.Type.SECRET) shown.put(name, SECRET);
            else shown.put(name, type == Parameter.Type.PERSON ? names.person(value) : value);
        });
        return shown;
    }

    private void makeRoom(StartRequest request, Targets.Holder holder, String run, Runbook runbook, String actor) {
        if (request.mode() == RunMode.DRILL || holder.mode().equals(RunMode.REAL.label()))
            throw FiredrillException.conflict(
                    "FD-TARGET-HELD",
                    "Target '" + request.target() + "' is held by " + holder.run() + " (" + holder.mode() + ") since "
                            + holder.since() + ".",
                    "Wait for it or look at it: firedrill run show " + holder.run());
        if (request.overDrill() == null)
            throw new FiredrillException(
                    FiredrillException.Kind.CONFLICT,
                    List.of(Problem.at(
                            holder.run(),
                            "FD-TARGET-HELD-BY-DRILL",
                            "Target '" + request.target() + "' is held by drill " + holder.run() + ".",
                            "Choose: roll the drill back first (--over-drill roll-back-first), or leave it as it is and"
                                    + " go (--over-drill leave-as-is).")));
        var why = "real incident " + run + " takes the target";
        if (request.overDrill() == OverDrill.LEAVE_AS_IS) {
            takeover.leave(holder.run(), actor, why);
            leases.take(request.target(), run, request.mode().label());
            begin(runs.get(run), runbook);
            return;
        }
        journal.append(
                run,
                Entry.of("run-queued", null, "Waits until drill " + holder.run() + " is rolled back.")
                        .with("behind", holder.run()));
        takeover.rollBack(holder.run(), actor, why);
    }

    /** Starts a queued run now that its target is free; false when somebody else has it. */
    boolean startQueued(String run) {
        var row = runs.get(run);
        var runbook = library.find(row.runbook(), row.version())
                .orElseThrow(() -> new IllegalStateException("The version of " + run + " is gone."))
                .runbook();
        // Deployed before the transaction, which then only starts it.
        flow.deploy(runbook);
        return Boolean.TRUE.equals(tx.execute(status -> {
            journal.lock(run);
            var now = runs.get(run);
            if (now.state() != RunState.QUEUED
                    || leases.take(now.target(), run, now.mode().label()).isPresent()) return false;
            begin(now, runbook);
            return true;
        }));
    }

    private void begin(RunRow run, Runbook runbook) {
        journal.lock(run.id());
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("mode", run.mode().label());
        // Conditions may ask for any parameter that is neither a person nor a secret; one not given is null.
        for (var parameter : runbook.parameters()) {
            if (parameter.type() != Parameter.Type.SECRET && parameter.type() != Parameter.Type.PERSON)
                variables.put(parameter.name(), run.parameters().get(parameter.name()));
        }
        runs.state(run.id(), RunState.RUNNING, null);
        journal.append(run.id(), Entry.of("run-started", null, "Started."));
        var now = clock.instant();
        runs.started(run.id(), now, flow.start(flow.deploy(runbook), run.id(), variables));
    }

    /** Keyed, since among the parameters are secrets and people. */
    private String hash(StartRequest request) {
        var text = new StringBuilder();
        for (var part : List.of(
                request.mode().label(),
                request.runbook(),
                String.valueOf(request.version()),
                request.target(),
                String.valueOf(request.reason()),
                new TreeMap<>(request.parameters()).toString()))
            text.append(part).append('\n');
        return names.fingerprint(text.toString());
    }
}
