package io.firedrill.shell.render;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Run;

/** A run for a person: the answer first, then the steps, what stays, and the one next act. */
public final class RunPage {
    private final Run run;
    private final Style style;
    private final ZoneId zone;
    private final Instant now;
    private final StringBuilder out = new StringBuilder();

    private RunPage(Run run, Style style, ZoneId zone, Instant now) {
        this.run = run;
        this.style = style;
        this.zone = zone;
        this.now = now;
    }

    public static String of(Run run, Style style, ZoneId zone, Instant now) {
        return new RunPage(run, style, zone, now).write();
    }

    private String write() {
        head();
        objectives();
        proof();
        steps();
        leftovers();
        next();
        return out.toString();
    }

    private void head() {
        line(style.band(run.mode()) + " " + style.bold(Text.safe(run.id())) + "  " + style.state(run.state()) + "  "
                + elapsed() + (run.fenced() ? "  " + style.warn("fenced: no new effect starts") : ""));
        var version = Text.version(run.version()) + (run.approvedVersion() ? "" : " (not approved)");
        line(Text.safe(run.runbook()) + " " + Text.safe(version) + " on " + Text.safe(run.target())
                + (run.runbookTitle().isEmpty() ? "" : "  " + style.dim(Text.safe(run.runbookTitle()))));
        var started = run.startedAt() == null ? run.createdAt() : run.startedAt();
        line("started by " + Text.safe(run.startedBy()) + " " + Text.both(started, zone)
                + (run.endedAt() == null ? "" : ", ended " + Text.both(run.endedAt(), zone)));
        if (!run.reason().isEmpty()) line("reason: " + Text.safe(run.reason()));
        if (!run.cause().isEmpty()) line("cause: " + Text.safe(run.cause()));
    }

    private String elapsed() {
        if (run.elapsedSeconds() != null) return "T+" + Text.elapsed(run.elapsedSeconds());
        return run.startedAt() == null ? "not started" : Text.since(run.startedAt(), now);
    }

    private void objectives() {
        if (run.objectives().isEmpty()) return;
        var table = new Table(style);
        table.row(List.of("OBJECTIVE", "MEASURED", "LIMIT", "STATE"));
        for (var objective : run.objectives()) {
            var title = objective.title().isEmpty() ? objective.name() : objective.title();
            var measured = Text.measure(objective.measured(), objective.unit());
            table.row(List.of(
                    Text.safe(title),
                    measured.isEmpty() ? "not yet" : measured,
                    Text.measure(objective.limit(), objective.unit()),
                    style.state(objective.state())));
        }
        section(table);
    }

    private void proof() {
        var proof = run.proof();
        if (proof.points().isEmpty() && proof.timeToRevokeSeconds() == null) return;
        line("");
        var time = Text.measure(proof.timeToRevokeSeconds(), "s");
        line(style.bold("Time to revoke: " + (time.isEmpty() ? "not measured" : time)));
        var table = new Table(style);
        table.row(List.of("ENFORCEMENT POINT", "CANARY", "REFUSED AFTER", "NOTE"));
        for (var point : proof.points()) {
            table.row(List.of(Text.safe(point.point()), Text.safe(point.canary()), refusedAfter(point), note(point)));
        }
        if (!proof.points().isEmpty()) out.append(table.text(true, ""));
        line("Survivors: " + (proof.survivors().isEmpty() ? ifProved() : named(proof.survivors())));
        line("Collateral: " + (proof.collateral().isEmpty() ? ifProved() : named(proof.collateral())));
    }

    /** None means nothing as long as a point was not tried to the end. */
    private String ifProved() {
        var points = run.proof().points();
        var proved =
                !points.isEmpty() && points.stream().allMatch(point -> point.seconds() != null || point.survivor());
        if (proved) return "none";
        return run.endedAt() == null ? "not known yet" : "not measured";
    }

    private String refusedAfter(Run.Point point) {
        if (point.survivor()) return style.state("survivor");
        var seconds = Text.measure(point.seconds(), "s");
        return seconds.isEmpty() ? "not yet" : seconds;
    }

    private static String note(Run.Point point) {
        return point.acceptedBefore() ? "" : "not accepted before the act: proves nothing";
    }

    private String named(List<String> names) {
        if (names.isEmpty()) return "none";
        var safe = new ArrayList<String>();
        for (var name : names) safe.add(Text.safe(name));
        return style.bad(String.join("; ", safe));
    }

    private void steps() {
        if (run.steps().isEmpty()) return;
        var table = new Table(style);
        table.row(List.of("STEP", "STATE", "BEGAN", "TOOK", "WHAT"));
        for (var step : run.steps()) {
            if (step.inRollback() && step.state().equals("pending")) continue;
            table.row(List.of(
                    Text.safe(step.id()),
                    style.state(step.state()) + (step.attempt() > 1 ? " (attempt " + step.attempt() + ")" : ""),
                    began(step.startedAt()),
                    Text.elapsed(step.elapsedSeconds()),
                    what(step)));
        }
        section(table);
    }

    private String began(@Nullable Instant at) {
        return at == null ? "" : Text.since(run.startedAt(), at);
    }

    private static String what(Run.Step step) {
        var title = Text.safe(step.title()) + (step.inRollback() ? " (rollback)" : "");
        return step.summary().isEmpty() ? title : title + ": " + Text.safe(step.summary());
    }

    private void leftovers() {
        if (run.cannotUndo().isEmpty()) return;
        line("");
        line(style.warn("Cannot be undone:"));
        for (var item : run.cannotUndo()) line("  - " + Text.safe(item));
    }

    private void next() {
        if (run.next().isEmpty()) return;
        line("");
        var who = run.next().who().isEmpty() ? "" : Text.safe(run.next().who()) + ": ";
        line(style.bold("Next: ") + who + Text.safe(run.next().what()));
        if (!run.next().command().isEmpty()) line("  " + Text.safe(run.next().command()));
    }

    private void section(Table table) {
        out.append('\n').append(table.text(true, ""));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
