package io.firedrill.engine.action;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.AppFleet.FleetReport;

/** {@code fleet.steady}: the apps' traffic is as it should be; measured over a window that begins now. */
@Component
class SteadyFleet implements Action {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String topic() {
        return "fleet.steady";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        var fleet = context.systems().fleet();
        if (fleet.isEmpty())
            return ActionResult.of(
                    "Not watched: target '" + context.systems().run().target() + "' has no fleet.");
        var window = context.duration("window", "PT3S");
        var limit = Double.parseDouble(context.input("maxFailedShare", "0.02"));
        var recovered = context.input("expect", "undisturbed").equals("recovered");
        var giveUp = context.now().plus(recovered ? PATIENCE : window);
        while (true) {
            var from = context.now();
            Waiting.until(from.plus(window), context);
            var report = context.read("The fleet's telemetry", fleet.get().report(from));
            var steady = report.failedShare() <= limit && report.lockedOut() == 0;
            if (steady || context.now().isAfter(giveUp)) return result(context, report, limit, steady);
        }
    }

    private static ActionResult result(ActionContext context, FleetReport report, double limit, boolean steady) {
        var share = String.format(Locale.ROOT, "%.2f %%", report.failedShare() * 100);
        var words = share + " of " + report.requests() + " requests of " + report.installs() + " app installs failed";
        context.measure("failed-share", report.failedShare(), words);
        if (!steady)
            throw new Fault(
                    "FD-UNSTEADY",
                    "The fleet is not steady: " + words + " (limit " + limit * 100 + " %), " + report.lockedOut()
                            + " locked out.");
        return ActionResult.of(words + ".")
                .with(Map.of(
                        "requests", report.requests(),
                        "failed", report.failed(),
                        "installs", report.installs(),
                        "lockedOut", report.lockedOut(),
                        "signedOut", report.signedOut()));
    }
}
