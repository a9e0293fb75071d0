package io.firedrill.shell.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A run as the server tells it; unknown fields are ignored, absent ones are empty. */
public record Run(
        String id,
        String mode,
        String state,
        String cause,
        String runbook,
        String runbookTitle,
        String version,
        boolean approvedVersion,
        String target,
        String service,
        String reason,
        String startedBy,
        @Nullable Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Double elapsedSeconds,
        boolean fenced,
        long lastEvent,
        List<Step> steps,
        List<Objective> objectives,
        Proof proof,
        List<String> cannotUndo,
        Next next) {
    private static final Set<String> ENDS =
            Set.of("succeeded", "objective-missed", "rolled-back", "failed", "left-for-incident");

    public static Run of(Doc doc) {
        var steps = new ArrayList<Step>();
        for (var step : doc.docs("steps")) steps.add(Step.of(step));
        var objectives = new ArrayList<Objective>();
        for (var objective : doc.docs("objectives")) objectives.add(Objective.of(objective));
        return new Run(
                doc.text("id"),
                doc.text("mode"),
                doc.text("state"),
                doc.text("cause"),
                doc.text("runbook"),
                doc.text("runbookTitle"),
                doc.text("version"),
                doc.flag("approvedVersion"),
                doc.text("target"),
                doc.text("service"),
                doc.text("reason"),
                doc.text("startedBy"),
                RunEvent.time(doc.text("createdAt")),
                RunEvent.time(doc.text("startedAt")),
                RunEvent.time(doc.text("endedAt")),
                doc.number("elapsedSeconds"),
                doc.flag("fenced"),
                doc.whole("lastEvent"),
                List.copyOf(steps),
                List.copyOf(objectives),
                Proof.of(doc.doc("proof")),
                doc.texts("cannotUndo"),
                Next.of(doc.doc("next")));
    }

    public boolean isReal() {
        return mode.equals("real");
    }

    public boolean hasEnded() {
        return ENDS.contains(state);
    }

    public boolean succeeded() {
        return state.equals("succeeded");
    }

    /** One step of the run. */
    public record Step(
            String id,
            String title,
            String kind,
            String effect,
            String state,
            long attempt,
            @Nullable Instant startedAt,
            @Nullable Double elapsedSeconds,
            String summary,
            boolean undoable,
            boolean inRollback) {
        static Step of(Doc doc) {
            return new Step(
                    doc.text("id"),
                    doc.text("title"),
                    doc.text("kind"),
                    doc.text("effect"),
                    doc.text("state"),
                    doc.whole("attempt"),
                    RunEvent.time(doc.text("startedAt")),
                    doc.number("elapsedSeconds"),
                    doc.text("summary"),
                    doc.flag("undoable"),
                    doc.flag("inRollback"));
        }
    }

    /** What was to be reached, and what was measured. */
    public record Objective(
            String name,
            String title,
            @Nullable Double limit,
            String unit,
            @Nullable Double measured,
            String state) {
        static Objective of(Doc doc) {
            return new Objective(
                    doc.text("name"),
                    doc.text("title"),
                    doc.number("limit"),
                    doc.text("unit"),
                    doc.number("measured"),
                    doc.text("state"));
        }
    }

    /** What the probes showed. */
    public record Proof(
            @Nullable Double timeToRevokeSeconds, List<Point> points, List<String> survivors, List<String> collateral) {
        static Proof of(Doc doc) {
            var points = new ArrayList<Point>();
            for (var point : doc.docs("points")) points.add(Point.of(point));
            return new Proof(
                    doc.number("timeToRevokeSeconds"),
                    List.copyOf(points),
                    doc.texts("survivors"),
                    doc.texts("collateral"));
        }
    }

    /** One place where the token was tried. */
    public record Point(
            String point,
            String canary,
            boolean acceptedBefore,
            @Nullable Double seconds,
            boolean survivor) {
        static Point of(Doc doc) {
            return new Point(
                    doc.text("point"),
                    doc.text("canary"),
                    doc.flag("acceptedBefore"),
                    doc.number("seconds"),
                    doc.flag("survivor"));
        }
    }

    /** What a person must do now; all empty when nothing. */
    public record Next(String who, String what, String step, String command) {
        static Next of(Doc doc) {
            return new Next(doc.text("who"), doc.text("what"), doc.text("step"), doc.text("command"));
        }

        public boolean isEmpty() {
            return what.isEmpty() && command.isEmpty();
        }
    }
}
