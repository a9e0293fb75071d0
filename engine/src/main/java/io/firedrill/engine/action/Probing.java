package io.firedrill.engine.action;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.run.PointRow;
import io.firedrill.engine.run.Run.StepState;

/** One watch over all pairs of a run, from before the act until every victim is refused or patience ends. */
final class Probing {
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration BASELINE = Duration.ofSeconds(15);
    /** Enough for three tries at every point, also when patience ran out while no server watched. */
    private static final Duration LEAST = Duration.ofSeconds(6);

    private final ActionContext context;
    private final Duration giveUp;
    private final Watched watched;
    private final List<Pair> pairs;
    private final boolean everyone;
    private volatile @Nullable Instant ordered;

    Probing(ActionContext context) {
        this.context = context;
        this.giveUp = context.duration("giveUp", "PT20S");
        this.ordered = context.progress().get(context.run()).orderedAt();
        this.everyone = CanaryPlan.scope(context.systems()) == RevocationScope.Kind.EVERYONE;
        this.watched = new Watched(context, () -> ordered);
        var rows = context.progress().points(context.run());
        this.pairs = watched.pairs(
                context.duration("interval", "PT0.025S"),
                (point, canary) -> ordered != null
                        && rows.stream().anyMatch(row -> same(row, point, canary) && row.acceptedBefore()));
        for (var pair : pairs)
            if (rows.stream().anyMatch(row -> same(row, pair.point(), pair.canary()) && row.refusedAt() != null))
                pair.settle();
    }

    ActionResult watch() {
        if (!watched.hasVictims()) {
            context.progress().ready(context.run(), context.step().id(), "There is no victim that could be probed.");
            return ActionResult.of("Nothing could be probed, so nothing is proved.");
        }
        var resumed = ordered != null;
        var renewed = resumed ? List.<String>of() : watched.renewAll();
        try (var prober = new Prober(pairs)) {
            if (resumed) context.event("probing-resumed", "Probing goes on after an interruption.", Map.of());
            else awaitBaseline(renewed);
            context.progress()
                    .ready(
                            context.run(),
                            context.step().id(),
                            "Probing " + pairs.size() + " pairs of point and canary.");
            return watchUntilRefused(prober);
        }
    }

    private void awaitBaseline(List<String> renewed) {
        var until = context.now().plus(BASELINE);
        while (true) {
            var missing = pairs.stream()
                    .filter(pair -> !pair.everAccepted() && !pair.point().equals(Points.REFRESH))
                    .map(pair -> pair.point() + " with " + pair.canary())
                    .toList();
            if (missing.isEmpty()) break;
            if (context.now().isAfter(until))
                throw new Fault(
                        "FD-NO-BASELINE",
                        "Before anything was revoked, these do not accept: " + String.join("; ", missing));
            Waiting.until(context.now().plus(LOOK), context);
        }
        for (var pair : pairs) {
            if (!pair.victim()) continue;
            var accepted = pair.point().equals(Points.REFRESH) ? renewed.contains(pair.canary()) : pair.everAccepted();
            keep(new PointRow(pair.point(), pair.canary(), accepted, null, false, false));
        }
    }

    private ActionResult watchUntilRefused(Prober prober) {
        var begun = context.now();
        var nextRenewal = context.now().plusSeconds(1);
        var nextLook = context.now();
        while (true) {
            Waiting.until(context.now().plus(LOOK), context);
            if (ordered == null && !context.now().isBefore(nextLook)) {
                nextLook = context.now().plusMillis(60);
                ordered = context.progress().get(context.run()).orderedAt();
                if (ordered == null && actWasSkipped())
                    return ActionResult.of("Nothing was revoked, so nothing is proved.");
            }
            if (context.now().isAfter(nextRenewal)) {
                watched.renew();
                nextRenewal = context.now().plusSeconds(1);
            }
            var since = ordered;
            if (since == null) continue;
            settleRefused(since);
            var open = pairs.stream()
                    .filter(pair -> pair.victim() && !pair.isSettled())
                    .toList();
            if (open.isEmpty() || patienceIsOver(since, begun)) {
                prober.close();
                return finish(since, open);
            }
        }
    }

    private boolean patienceIsOver(Instant since, Instant begun) {
        var now = context.now();
        return now.isAfter(since.plus(giveUp)) && now.isAfter(begun.plus(LEAST));
    }

    private void settleRefused(Instant since) {
        for (var pair : pairs) {
            var refused = pair.refusedSince();
            if (refused == null || pair.isSettled()) continue;
            pair.settle();
            if (!pair.victim()) {
                if (!everyone)
                    context.progress()
                            .collateral(
                                    context.run(),
                                    context.step().id(),
                                    pair.canary() + "@" + pair.point(),
                                    pair.canary() + " lost access at " + pair.point()
                                            + ", though it was not in the scope");
                continue;
            }
            if (refused.isBefore(since)) {
                keep(new PointRow(pair.point(), pair.canary(), false, refused, false, false));
                continue;
            }
            var expired = !watched.canary(pair.canary()).expiresAt().isAfter(refused)
                    && !pair.point().equals(Points.REFRESH);
            keep(new PointRow(pair.point(), pair.canary(), acceptedBefore(pair), refused, expired, expired));
        }
    }

    private ActionResult finish(Instant since, List<Pair> open) {
        for (var pair : open) keep(new PointRow(pair.point(), pair.canary(), acceptedBefore(pair), null, false, true));
        if (!everyone)
            for (var control : watched.refreshRefused())
                context.progress()
                        .collateral(
                                context.run(),
                                context.step().id(),
                                control + "@" + Points.REFRESH,
                                "The refresh token of " + control + " was refused, though it was not in the scope");
        var rows = context.progress().points(context.run());
        var survivors = rows.stream().filter(PointRow::survivor).count();
        var proved = rows.stream()
                .filter(row -> row.acceptedBefore() && row.refusedAt() != null)
                .toList();
        context.measure(
                "survivors",
                (double) survivors,
                survivors == 0 ? "No victim survived." : survivors + " survived the revocation.");
        if (survivors > 0 || proved.isEmpty())
            return ActionResult.of(survivors + " of " + rows.size()
                    + " pairs of point and victim were not refused within " + giveUp.toSeconds()
                    + " s, or only because the token's lifetime was over.");
        var last = proved.stream()
                .map(row -> Duration.between(since, row.refusedAt()).toMillis())
                .max(Long::compare)
                .orElseThrow();
        var seconds = String.format(Locale.ROOT, "%.3f s", last / 1000.0);
        context.measure("time-to-revoke", last / 1000.0, "Refused everywhere after " + seconds + ".");
        return ActionResult.of("Refused at all " + proved.size() + " pairs of point and victim after " + seconds + ".");
    }

    private boolean acceptedBefore(Pair pair) {
        return context.progress().points(context.run()).stream()
                .anyMatch(row -> same(row, pair.point(), pair.canary()) && row.acceptedBefore());
    }

    private boolean actWasSkipped() {
        return context.runbook().steps().stream()
                .filter(step -> "auth.revoke".equals(step.action()))
                .allMatch(step -> context.progress()
                        .step(context.run(), step.id())
                        .filter(standing -> standing.state() == StepState.SKIPPED)
                        .isPresent());
    }

    private void keep(PointRow row) {
        context.progress().point(context.run(), context.step().id(), row);
    }

    private static boolean same(PointRow row, String point, String canary) {
        return row.point().equals(point) && row.canary().equals(canary);
    }
}
