package io.firedrill.engine.schedule;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.journal.JournalWriter;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.seal.Names;

/** What people do with plans; each act is one transaction with its journal event. */
@Component
class PlanActs {
    private static final int LONGEST_REASON = 2000;

    private final TransactionTemplate tx;
    private final PlanRows plans;
    private final SlotRows slots;
    private final SlotBook book;
    private final PlanChecks checks;
    private final JournalWriter journal;
    private final Library library;
    private final Names names;
    private final InstantSource clock;

    PlanActs(
            TransactionTemplate tx,
            PlanRows plans,
            SlotRows slots,
            SlotBook book,
            PlanChecks checks,
            JournalWriter journal,
            Library library,
            Names names,
            InstantSource clock) {
        this.tx = tx;
        this.plans = plans;
        this.slots = slots;
        this.book = book;
        this.checks = checks;
        this.journal = journal;
        this.library = library;
        this.names = names;
        this.clock = clock;
    }

    record Added(PlanRow plan, boolean created, List<String> warnings) {}

    Added add(PlanRequest request, String actor) {
        var hash = hash(request);
        var earlier = earlier(request, actor, hash);
        if (earlier != null) return earlier;
        var checked = checks.check(request);
        if (!checked.problems().isEmpty()) throw FiredrillException.invalid(checked.problems());
        try {
            var plan = tx.execute(status -> insert(request, checked, hash, actor));
            if (plan == null) throw new IllegalStateException("The addition returned no plan.");
            return new Added(plan, true, checked.warnings());
        } catch (DuplicateKeyException sameKey) {
            var other = earlier(request, actor, hash);
            if (other == null) throw sameKey;
            return other;
        }
    }

    private @Nullable Added earlier(PlanRequest request, String actor, String hash) {
        var key = request.idempotencyKey();
        if (key == null) return null;
        var plan = plans.byKey(actor, key);
        if (plan.isEmpty()) return null;
        if (plan.get().requestHash().equals(hash)) return new Added(plan.get(), false, List.of());
        throw FiredrillException.conflict(
                "FD-IDEMPOTENCY",
                "The idempotency key '" + key + "' added " + plan.get().id() + " with another request.",
                "Use a new key for a new plan.");
    }

    private PlanRow insert(PlanRequest request, PlanChecks.Checked checked, String hash, String actor) {
        var rule = checked.rule();
        var window = checked.window();
        var missed = checked.missed();
        if (rule == null || window == null || missed == null)
            throw new IllegalStateException("A rule without problems is incomplete.");
        var now = clock.instant();
        var plan = new PlanRow(
                plans.nextId(),
                checked.title(),
                Plan.State.ACTIVE,
                request.runbook(),
                request.version(),
                request.target(),
                kept(request),
                actor,
                rule,
                window,
                missed,
                request.idempotencyKey(),
                hash,
                now);
        journal.open(plan.id().toString());
        plans.insert(plan);
        var first = rule.after(now);
        journal.append(
                plan.id().toString(),
                Entry.by(actor, "plan-added", null, "Added: " + plan.title() + because(request.reason()))
                        .with("title", plan.title())
                        .with("runbook", plan.runbook())
                        .with("version", plan.version())
                        .with("target", plan.target())
                        .with("parameters", plan.parameters())
                        .with("rule", Sentences.rule(rule, window))
                        .with("missedRule", missed.label())
                        .with("firstSlot", first.period().label())
                        .with("reason", request.reason()));
        book.plan(plan, first);
        return plan;
    }

    /** People as pseudonyms. */
    private Map<String, String> kept(PlanRequest request) {
        var kept = new LinkedHashMap<>(request.parameters());
        library.find(request.runbook(), request.version())
                .ifPresent(entry -> PlanParameters.people(entry.runbook(), List.copyOf(kept.keySet()))
                        .forEach(name -> kept.put(name, names.person(String.valueOf(kept.get(name))))));
        return kept;
    }

    PlanRow pause(PlanId id, String reason, String actor) {
        required(reason);
        return act(id, plan -> {
            refuseRemoved(plan);
            if (plan.state() == Plan.State.PAUSED) return;
            plans.state(id, Plan.State.PAUSED);
            append(
                    plan,
                    Entry.by(actor, "plan-paused", null, "Paused: " + reason).with("reason", reason));
        });
    }

    PlanRow resume(PlanId id, @Nullable String reason, String actor) {
        optional(reason);
        return act(id, plan -> {
            refuseRemoved(plan);
            if (plan.state() == Plan.State.ACTIVE) return;
            plans.state(id, Plan.State.ACTIVE);
            append(
                    plan,
                    Entry.by(actor, "plan-resumed", null, "Resumed" + because(reason))
                            .with("reason", reason));
        });
    }

    PlanRow remove(PlanId id, String reason, String actor) {
        required(reason);
        return act(id, plan -> {
            if (plan.state() == Plan.State.REMOVED) return;
            plans.state(id, Plan.State.REMOVED);
            append(
                    plan,
                    Entry.by(actor, "plan-removed", null, "Removed: " + reason).with("reason", reason));
            journal.sign(id.toString());
            var planned = slots.planned(List.of(id)).get(id);
            // One that is due stays for its alarm, which may be starting it at this moment; it books what came of it.
            if (planned != null && planned.attempts() == 0 && planned.dueAt().isAfter(clock.instant()))
                book.drop(planned);
        });
    }

    PlanRow require(PlanId id) {
        return plans.find(id).orElseThrow(() -> EnginePlans.unknown(id));
    }

    private PlanRow act(PlanId id, Consumer<PlanRow> act) {
        require(id);
        tx.executeWithoutResult(status -> {
            book.lock(id);
            act.accept(require(id));
        });
        return require(id);
    }

    private void append(PlanRow plan, Entry entry) {
        journal.append(plan.id().toString(), entry);
    }

    private static void refuseRemoved(PlanRow plan) {
        if (plan.state() == Plan.State.REMOVED)
            throw FiredrillException.conflict(
                    "FD-PLAN-REMOVED", plan.id() + " was removed.", "Add a new plan: firedrill plan add");
    }

    private static void required(String reason) {
        optional(reason.isEmpty() ? " " : reason);
    }

    private static void optional(@Nullable String reason) {
        var problems = new ArrayList<Problem>();
        PlanChecks.text("reason", reason, LONGEST_REASON, problems);
        if (!problems.isEmpty()) throw FiredrillException.invalid(problems);
    }

    private static String because(@Nullable String reason) {
        return reason == null ? "." : ": " + reason;
    }

    /** Keyed, since among the parameters may be people. */
    private String hash(PlanRequest request) {
        return names.fingerprint(String.join(
                "\n",
                request.runbook(),
                String.valueOf(request.version()),
                request.target(),
                new TreeMap<>(request.parameters()).toString(),
                String.valueOf(request.title()),
                request.every(),
                request.day(),
                request.at(),
                request.zone(),
                String.valueOf(request.window()),
                String.valueOf(request.weekend()),
                String.valueOf(request.missed()),
                String.valueOf(request.reason())));
    }
}
