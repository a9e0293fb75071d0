package io.firedrill.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.Run.StepState;

/**
 * A run as bars over time, made from the same run and journal as its other pages. Places are percent of the width, so
 * that the drawing fits every width and its text keeps its size.
 *
 * @param finding the title: how long it took, and which step took most
 * @param points one bar per enforcement point, from the order to its refusal
 * @param marks what people did, and turns of the run
 * @param limits where an objective's time is over
 * @param notes what the drawing leaves out, in words
 */
record Waterfall(
        String finding,
        List<Bar> steps,
        List<Bar> points,
        List<Mark> marks,
        List<Line> limits,
        List<TimeScale.Tick> ticks,
        List<TimeScale.Segment> gaps,
        List<String> notes,
        Window window) {
    private static final Set<String> TURNS = Set.of(
            "approval-needed",
            "rollback-started",
            "stop-condition",
            "step-attempt-failed",
            "step-stuck",
            "survivor",
            "collateral",
            "left-for-incident");
    private static final double THINNEST = 0.35;
    private static final String ORDER = "ordered";

    /**
     * What is shown: seconds since the start, null for as far as the run goes.
     *
     * @param squeeze whether idle gaps are drawn small
     */
    record Window(@Nullable Double from, @Nullable Double to, boolean squeeze) {
        static final Window ALL = new Window(null, null, true);

        Instant begin(Instant start) {
            return from == null ? start : start.plusMillis(Math.round(from * 1000));
        }

        Instant end(Instant start, Instant end) {
            return to == null ? end : start.plusMillis(Math.round(to * 1000));
        }

        public boolean whole() {
            return from == null && to == null;
        }
    }

    /**
     * One bar.
     *
     * @param shape {@code changes}, {@code reads} or {@code waits}
     * @param open still going on
     * @param critical on the chain that made the run as long as it was
     */
    record Bar(
            String id,
            String title,
            String shape,
            Look state,
            Instant from,
            @Nullable Instant to,
            String x,
            String width,
            boolean open,
            boolean critical,
            boolean back,
            @Nullable String says) {}

    record Mark(String x, long number, Instant at, String kind, String says, boolean person) {}

    /** A line from top to bottom with its name; the name stands left of it when {@code left}. */
    record Line(String x, String name, String kind, boolean left) {}

    /** The run as it stood at {@code now}. */
    static Waterfall of(Run run, List<Event> events, Instant now, Window window) {
        var start = run.startedAt() == null ? run.createdAt() : run.startedAt();
        var end = run.endedAt() == null ? now : run.endedAt();
        var scale = TimeScale.of(start, window.begin(start), window.end(start, end), busy(run, now), window.squeeze());
        var path = CriticalPath.of(parts(run, now));
        var notes = new ArrayList<String>();
        var steps = run.steps().stream()
                .filter(step -> step.startedAt() != null)
                .sorted(Comparator.comparing(step -> String.valueOf(step.startedAt())))
                .map(step -> bar(step, scale, now, path))
                .toList();
        var shown = steps.stream().filter(bar -> seen(bar, scale, now)).toList();
        if (shown.size() < steps.size()) notes.add(steps.size() - shown.size() + " steps lie outside this range.");
        var limits = limits(run, start, scale, notes);
        return new Waterfall(
                finding(run, start, end, now),
                shown,
                points(run, scale, end),
                marks(events, scale),
                limits,
                scale.ticks(),
                scale.gaps(),
                List.copyOf(notes),
                window);
    }

    /** Seconds since the start, of the order and of the last refusal, with a little room: the part that is measured. */
    static @Nullable Window proof(Run run) {
        var ordered = run.proof().orderedAt();
        var start = run.startedAt();
        var last = run.proof().points().stream()
                .map(Run.PointResult::refusedAt)
                .filter(at -> at != null)
                .max(Comparator.naturalOrder());
        if (ordered == null || start == null || last.isEmpty()) return null;
        var from = Duration.between(start, ordered).toMillis() / 1000.0 - 0.5;
        var to = Duration.between(start, last.get()).toMillis() / 1000.0 + 0.5;
        return new Window(tenths(Math.max(0, from)), tenths(to), true);
    }

    public boolean seen() {
        return !steps.isEmpty();
    }

    private static Bar bar(Run.RunStep step, TimeScale scale, Instant now, Set<String> path) {
        var from = step.startedAt() == null ? now : step.startedAt();
        var to = step.endedAt();
        var open = to == null && (step.state() == StepState.RUNNING || waitsForPerson(step));
        return place(
                new Bar(
                        step.id(),
                        step.title(),
                        shape(step),
                        Look.of(step.state()),
                        from,
                        to,
                        "",
                        "",
                        open,
                        path.contains(step.id()),
                        step.inRollback(),
                        step.summary()),
                scale,
                to == null ? now : to);
    }

    private static List<Bar> points(Run run, TimeScale scale, Instant end) {
        var ordered = run.proof().orderedAt();
        if (ordered == null) return List.of();
        var over = run.state().ended();
        return run.proof().points().stream()
                .map(point -> {
                    var to = point.refusedAt();
                    return place(
                            new Bar(
                                    point.point() + " " + point.canary(),
                                    point.point(),
                                    "reads",
                                    Look.of(point, over, true),
                                    ordered,
                                    to,
                                    "",
                                    "",
                                    to == null && !over,
                                    false,
                                    false,
                                    point.canary()),
                            scale,
                            to == null ? end : to);
                })
                .filter(bar -> seen(bar, scale, end))
                .toList();
    }

    private static Bar place(Bar bar, TimeScale scale, Instant to) {
        var left = scale.x(bar.from());
        var width = Math.max(THINNEST, scale.x(to) - left);
        return new Bar(
                bar.id(),
                bar.title(),
                bar.shape(),
                bar.state(),
                bar.from(),
                bar.to(),
                percent(Math.min(left, 100 - THINNEST)),
                percent(width),
                bar.open(),
                bar.critical(),
                bar.back(),
                bar.says());
    }

    private static boolean seen(Bar bar, TimeScale scale, Instant now) {
        var to = bar.to() == null ? now : bar.to();
        return !bar.from().isAfter(scale.to()) && !to.isBefore(scale.from());
    }

    /** Whether an event is what a person did, or a turn of the run. */
    static boolean marked(Event event) {
        return !event.actor().equals("firedrill") || TURNS.contains(event.kind());
    }

    private static List<Mark> marks(List<Event> events, TimeScale scale) {
        return events.stream()
                .filter(Waterfall::marked)
                .filter(event -> scale.shows(event.at()))
                .map(event -> new Mark(
                        percent(scale.x(event.at())),
                        event.number(),
                        event.at(),
                        event.kind(),
                        event.summary(),
                        !event.actor().equals("firedrill")))
                .toList();
    }

    private static List<Line> limits(Run run, Instant start, TimeScale scale, List<String> notes) {
        var lines = new ArrayList<Line>();
        var ordered = run.proof().orderedAt();
        if (ordered != null && scale.shows(ordered)) lines.add(line(scale, ordered, ORDER, ORDER, true));
        for (var objective : run.objectives()) {
            var since = since(objective, start, ordered);
            if (since == null) continue;
            var at = since.plusMillis(Math.round(objective.limit() * 1000));
            var name = objective.name().replace('-', ' ') + ", limit " + seconds(objective.limit());
            if (scale.shows(at)) lines.add(line(scale, at, name, "limit", scale.x(at) > 60));
            else notes.add("The limit of “" + objective.title() + "” lies outside what is drawn.");
        }
        return List.copyOf(lines);
    }

    private static Line line(TimeScale scale, Instant at, String name, String kind, boolean left) {
        return new Line(percent(scale.x(at)), name, kind, left && scale.x(at) > 8);
    }

    /** What an objective's time counts from; null when it is no time of the run, or met so early that it tells nothing. */
    private static @Nullable Instant since(Run.ObjectiveResult objective, Instant start, @Nullable Instant ordered) {
        return switch (objective.name()) {
            case "time-to-revoke" -> ordered;
            case "first-message" -> objective.state().equals("met") ? null : start;
            default -> null;
        };
    }

    /** Waiting is not being busy. */
    private static List<TimeScale.Span> busy(Run run, Instant now) {
        return run.steps().stream()
                .filter(step -> step.startedAt() != null && !shape(step).equals("waits"))
                .map(step -> new TimeScale.Span(
                        step.startedAt(), step.endedAt() == null ? lastSeen(step, now) : step.endedAt()))
                .toList();
    }

    /** A step that waits for a person to unstick it does nothing meanwhile. */
    private static Instant lastSeen(Run.RunStep step, Instant now) {
        var started = step.startedAt();
        return step.state() == StepState.RUNNING || started == null ? now : started.plusSeconds(1);
    }

    private static List<CriticalPath.Part> parts(Run run, Instant now) {
        return run.steps().stream()
                .filter(step -> step.startedAt() != null)
                .map(step -> new CriticalPath.Part(
                        step.id(), step.startedAt(), step.endedAt() == null ? now : step.endedAt()))
                .toList();
    }

    private static String finding(Run run, Instant start, Instant end, Instant now) {
        var whole = seconds(Duration.between(start, end).toMillis() / 1000.0);
        var longest =
                parts(run, now).stream().max(Comparator.comparing(part -> Duration.between(part.from(), part.to())));
        if (longest.isEmpty()) return "No step has begun";
        var title = run.steps().stream()
                .filter(step -> step.id().equals(longest.get().id()))
                .findFirst()
                .map(Run.RunStep::title)
                .orElse("");
        var most = Duration.between(longest.get().from(), longest.get().to()).toMillis() / 1000.0;
        var so = run.state().ended() ? "It took " : "So far ";
        return so + whole + ", " + seconds(most) + " of it “" + title + "”";
    }

    private static boolean waitsForPerson(Run.RunStep step) {
        return step.state() == StepState.WAITING || step.state() == StepState.STUCK;
    }

    private static String shape(Run.RunStep step) {
        return switch (step.kind()) {
            case "wait", "checkpoint" -> "waits";
            case "action", "undo" -> "changes";
            default -> "reads";
        };
    }

    private static String seconds(double seconds) {
        if (seconds >= 120) return "%d min %02d s".formatted((long) (seconds / 60), (long) (seconds % 60));
        if (seconds == Math.rint(seconds)) return (long) seconds + " s";
        return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }

    private static double tenths(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }

    static String percent(double x) {
        return String.format(Locale.ROOT, "%.2f%%", x);
    }
}
