package io.firedrill.web.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.Runs;

/**
 * Time to revoke over the latest drills of one runbook on one target, oldest first, as dots over a line at zero with
 * the objective as a line. Places across are percent, places down are pixels.
 *
 * @param finding the title
 */
record Trend(
        String finding,
        String runbook,
        String target,
        List<Dot> dots,
        @Nullable Double limit,
        double limitY,
        int base) {
    private static final int MOST = 12;
    private static final int LOOK_BACK = 60;
    /** Fewer are better read in the table. */
    private static final int LEAST = 3;

    private static final int TOP = 24;
    private static final int BASE = 116;
    /** Less than this share up or down is the same. */
    private static final double SAME = 0.1;

    record Dot(String x, double y, String run, double seconds, boolean missed) {}

    /** Of the target with the newest measured drill, or of the given one; null when there is too little to see. */
    static @Nullable Trend ofLatest(Runs runs, @Nullable String runbook, @Nullable String target) {
        var filter = new Runs.Filter(RunMode.DRILL, target, runbook, Set.of(), null, null, null, LOOK_BACK);
        var measured = runs.list(filter).stream()
                .filter(run -> run.state().ended() && RunFigures.timeToRevoke(run) != null)
                .toList();
        if (measured.isEmpty()) return null;
        var newest = measured.get(0);
        return of(measured.stream()
                .filter(run ->
                        run.target().equals(newest.target()) && run.runbook().equals(newest.runbook()))
                .limit(MOST)
                .toList());
    }

    /** Of measured runs of one runbook and target, newest first. */
    static @Nullable Trend of(List<Run> newestFirst) {
        if (newestFirst.size() < LEAST) return null;
        var runs = new ArrayList<>(newestFirst);
        Collections.reverse(runs);
        var limit = RunFigures.limit(newestFirst.get(0));
        var highest = runs.stream().mapToDouble(Trend::seconds).max().orElse(1);
        var top = Math.max(highest, limit == null ? 0 : limit);
        var perSecond = (BASE - TOP) / (top <= 0 ? 1 : top);
        var dots = new ArrayList<Dot>();
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            var seconds = seconds(run);
            dots.add(new Dot(
                    Waterfall.percent(100 * (i + 0.5) / runs.size()),
                    Math.round(10 * (BASE - seconds * perSecond)) / 10.0,
                    run.id().toString(),
                    seconds,
                    limit != null && seconds > limit));
        }
        var first = newestFirst.get(0);
        return new Trend(
                finding(runs, limit),
                first.runbook(),
                first.target(),
                List.copyOf(dots),
                limit,
                limit == null ? 0 : Math.round(10 * (BASE - limit * perSecond)) / 10.0,
                BASE);
    }

    private static String finding(List<Run> runs, @Nullable Double limit) {
        var first = seconds(runs.get(0));
        var last = seconds(runs.get(runs.size() - 1));
        var moved = Math.abs(last - first) <= SAME * Math.max(first, last) ? null : last < first ? "fell" : "rose";
        var text = moved == null
                ? "Time to revoke stayed near " + words(last)
                : "Time to revoke " + moved + " from " + words(first) + " to " + words(last);
        var missed = limit == null
                ? 0
                : runs.stream().filter(run -> seconds(run) > limit).count();
        var drills = " over " + runs.size() + " drills";
        return text + drills + (missed == 0 ? "" : ", " + missed + " above the limit");
    }

    private static double seconds(Run run) {
        var seconds = RunFigures.timeToRevoke(run);
        return seconds == null ? 0 : seconds;
    }

    private static String words(double seconds) {
        return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", seconds);
    }
}
