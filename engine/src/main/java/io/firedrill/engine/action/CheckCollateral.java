package io.firedrill.engine.action;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.AppFleet.FleetReport;
import io.firedrill.engine.port.AppFleet.Slice;
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.RevocationScope.Kind;

/** {@code probe.collateral}: did anyone lose access who was not meant to? No control, no pass. */
@Component
class CheckCollateral implements Action {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration FRESH_LOGIN = Duration.ofSeconds(5);

    @Override
    public String topic() {
        return "probe.collateral";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        var scope = CanaryPlan.scope(context.systems());
        if (scope == Kind.EVERYONE) freshLogin(context);
        else controls(context);
        fleet(context, scope);
        var found = context.progress().collateral(context.run());
        context.measure(
                "collateral",
                found.size(),
                found.isEmpty() ? "Nobody else lost access." : found.size() + " findings of collateral.");
        return ActionResult.of(found.isEmpty() ? "Nobody else lost access." : String.join("; ", found) + ".");
    }

    private static void controls(ActionContext context) {
        var watched =
                new Watched(context, () -> context.progress().get(context.run()).orderedAt());
        var controls = watched.controls();
        if (controls.isEmpty())
            throw new Fault("FD-NO-CONTROL", "There is no control, so collateral cannot be judged.");
        // A token that died of age meanwhile, say while no server ran, says nothing about the act.
        watched.renew();
        for (var name : controls) {
            var control = watched.canary(name);
            if (watched.refreshRefused().contains(name)) {
                add(context, name, Points.REFRESH);
                continue;
            }
            if (!control.expiresAt().isAfter(context.now()))
                throw new Again("The token of " + name + " is too old to be tried and could not be renewed.", SOON);
            for (var point : Points.notAccepting(context, control)) add(context, name, point);
        }
    }

    private static void add(ActionContext context, String control, String point) {
        context.progress()
                .collateral(
                        context.run(),
                        context.step().id(),
                        control + "@" + point,
                        control + " lost access at " + point + ", though it was not in the scope");
    }

    /** Where everyone is signed out, the control is somebody who signs in afresh and gets through everywhere. */
    private static void freshLogin(ActionContext context) {
        var systems = context.systems();
        // Tokens carry whole seconds, so one of the denial's own second counts as issued before it, for as long as it
        // lives. That is right for a thief; the login that is to pass comes a second later.
        Waiting.until(context.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1), context);
        for (var form : CanaryPlan.forms(systems)) {
            var name = "fresh-login-" + form.name().toLowerCase(java.util.Locale.ROOT);
            var key = systems.outsideKey(name);
            var order = new MintOrder(
                    key, systems.accounts().control(), systems.accounts().controlClient(), name, form);
            context.effect(
                    new Intent(
                            CanaryEffect.NAME,
                            "canary/" + name,
                            "sign in canary " + name,
                            Map.of("key", key, "name", name),
                            null,
                            true),
                    () -> systems.auth().mint(order),
                    minted -> {
                        Canary.of(name, false, minted).seal(systems);
                        return Map.of("form", form.name());
                    });
            var canary = Canary.controls(systems).stream()
                    .filter(control -> control.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Again("The fresh login's tokens are missing.", Duration.ofSeconds(1)));
            report(context, canary, patiently(context, canary));
        }
    }

    /** A deny entry may reach back to the full second of the act, so a login in that second gets a few more. */
    private static List<String> patiently(ActionContext context, Canary canary) {
        var until = context.now().plus(FRESH_LOGIN);
        var missing = Points.notAccepting(context, canary);
        while (!missing.isEmpty() && context.now().isBefore(until)) missing = Points.notAccepting(context, canary);
        return missing;
    }

    private static void report(ActionContext context, Canary canary, List<String> missing) {
        for (var point : missing)
            context.progress()
                    .collateral(
                            context.run(),
                            context.step().id(),
                            canary.name() + "@" + point,
                            "A fresh login is refused at " + point);
    }

    private static void fleet(ActionContext context, Kind scope) {
        var ordered = context.progress().get(context.run()).orderedAt();
        if (ordered == null) return;
        var watching = context.systems().fleet();
        if (watching.isEmpty()) {
            context.event(
                    "fleet-not-watched",
                    "Target '" + context.systems().run().target()
                            + "' has no fleet: collateral is judged by the controls alone.",
                    Map.of());
            return;
        }
        var report = context.read("The fleet's telemetry", watching.get().report(ordered));
        var own = context.systems()
                .parameter("client")
                .orElse(context.systems().accounts().client());
        for (var slice : report.slices()) {
            if (scope == Kind.CLIENT && slice.client().equals(own)) continue;
            if (slice.lockedOut() > 0) add(context, slice, slice.lockedOut() + " are locked out");
            if (scope != Kind.EVERYONE && slice.signedOut() > 0)
                add(context, slice, slice.signedOut() + " were signed out");
        }
        context.event(
                "fleet-after", words(report), Map.of("signedOut", report.signedOut(), "lockedOut", report.lockedOut()));
    }

    private static void add(ActionContext context, Slice slice, String what) {
        context.progress()
                .collateral(
                        context.run(),
                        context.step().id(),
                        slice.client() + " " + slice.appVersion() + " " + what.replaceAll("[0-9]+ ", ""),
                        "Of " + slice.installs() + " installs of " + slice.client() + " " + slice.appVersion() + ", "
                                + what);
    }

    private static String words(FleetReport report) {
        return "Since the act " + report.signedOut() + " of " + report.installs() + " app installs were signed out, "
                + report.lockedOut() + " are locked out.";
    }
}
