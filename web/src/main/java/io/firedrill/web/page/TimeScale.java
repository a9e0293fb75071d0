package io.firedrill.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Places moments on a line from 0 to 100 percent. Long stretches in which nothing went on take a fixed little room, so
 * that they do not squeeze everything else together.
 */
record TimeScale(Instant zero, List<Segment> segments) {
    private static final double SQUEEZED = 7;
    /** A gap shorter than this is never squeezed. */
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(5);
    /** Nor is one that takes less than this share of what is shown. */
    private static final double SMALLEST_SHARE = 0.2;
    /** Room between two labels, in percent. */
    private static final double LABEL = 9;

    private static final double[] STEPS = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400
    };

    /** Something that takes time. */
    record Span(Instant from, Instant to) {}

    /** A stretch with one speed. */
    record Segment(Instant from, Instant to, double left, double width, boolean squeezed) {
        double at(Instant moment) {
            var whole = nanos(from, to);
            return whole <= 0 ? left : left + width * nanos(from, moment) / whole;
        }

        public String length() {
            var seconds = nanos(from, to) / 1e9;
            if (seconds >= 7200) return Math.round(seconds / 3600) + " h";
            return seconds >= 120 ? Math.round(seconds / 60) + " min" : Math.round(seconds) + " s";
        }

        double middle() {
            return left + width / 2;
        }

        public String leftPercent() {
            return Waterfall.percent(left);
        }

        public String widthPercent() {
            return Waterfall.percent(width);
        }

        public String middlePercent() {
            return Waterfall.percent(middle());
        }
    }

    /** A labelled moment; {@code minor} ones lose their label where there is little room. */
    record Tick(double x, String label, boolean minor) {
        private static final double EDGE = 4;

        public String percent() {
            return Waterfall.percent(x);
        }

        /** Labels at the edges are written inwards. */
        public String anchor() {
            return x < EDGE ? "start" : x > 100 - EDGE ? "end" : "middle";
        }

        static double middle(double x) {
            return x < EDGE ? x + EDGE : x > 100 - EDGE ? x - EDGE : x;
        }
    }

    /**
     * A scale from one moment to another.
     *
     * @param zero what T+ counts from
     * @param busy when something went on; what lies between may be squeezed
     */
    static TimeScale of(Instant zero, Instant from, Instant to, List<Span> busy, boolean squeeze) {
        var end = to.isAfter(from) ? to : from.plusMillis(1);
        var gaps = squeeze ? gaps(from, end, busy) : List.<Span>of();
        var lost = gaps.stream().mapToDouble(gap -> nanos(gap.from(), gap.to())).sum();
        var perNano = (100 - SQUEEZED * gaps.size()) / (nanos(from, end) - lost);
        var segments = new ArrayList<Segment>();
        var at = from;
        var left = 0.0;
        for (var gap : gaps) {
            if (gap.from().isAfter(at)) {
                var width = nanos(at, gap.from()) * perNano;
                segments.add(new Segment(at, gap.from(), left, width, false));
                left += width;
            }
            segments.add(new Segment(gap.from(), gap.to(), left, SQUEEZED, true));
            left += SQUEEZED;
            at = gap.to();
        }
        if (end.isAfter(at)) segments.add(new Segment(at, end, left, 100 - left, false));
        return new TimeScale(zero, List.copyOf(segments));
    }

    Instant from() {
        return segments.get(0).from();
    }

    Instant to() {
        return segments.get(segments.size() - 1).to();
    }

    boolean shows(Instant moment) {
        return !moment.isBefore(from()) && !moment.isAfter(to());
    }

    /** Percent from the left; moments outside lie at the edge. */
    double x(Instant moment) {
        if (moment.isBefore(from())) return 0;
        for (var segment : segments) if (!moment.isAfter(segment.to())) return segment.at(moment);
        return 100;
    }

    List<Segment> gaps() {
        return segments.stream().filter(Segment::squeezed).toList();
    }

    /** Round moments with room for their labels, also beside the lengths of squeezed gaps. */
    List<Tick> ticks() {
        var step = step();
        var taken = new ArrayList<Double>();
        for (var gap : gaps()) taken.add(gap.middle());
        var ticks = new ArrayList<Tick>();
        for (var segment : segments) {
            if (segment.squeezed()) continue;
            var first = Math.ceil(nanos(zero, segment.from()) / 1e9 / step - 1e-9);
            for (var n = first; n * step <= nanos(zero, segment.to()) / 1e9 + 1e-9; n++) {
                var x = segment.at(zero.plusNanos(Math.round(n * step * 1e9)));
                var middle = Tick.middle(x);
                if (taken.stream().anyMatch(other -> Math.abs(other - middle) < LABEL - 1)) continue;
                taken.add(middle);
                ticks.add(new Tick(x, label(n * step), ticks.size() % 3 != 0));
            }
        }
        return ticks;
    }

    /** Seconds between two ticks. */
    private double step() {
        var wide = segments.stream()
                .filter(segment -> !segment.squeezed())
                .mapToDouble(segment -> segment.width() / (nanos(segment.from(), segment.to()) / 1e9))
                .max()
                .orElse(1);
        for (var step : STEPS) if (step * wide >= LABEL) return step;
        return Math.ceil(LABEL / wide / 86400) * 86400;
    }

    private static String label(double seconds) {
        var whole = Times.tPlus(Duration.ofMillis(Math.round(seconds * 1000)));
        var tenth = Math.round(seconds * 10) % 10;
        return tenth == 0 ? whole : String.format(Locale.ROOT, "%s.%d", whole, tenth);
    }

    private static List<Span> gaps(Instant from, Instant to, List<Span> busy) {
        var idle = idle(from, to, busy);
        var all = nanos(from, to);
        return idle.stream()
                .filter(gap -> nanos(gap.from(), gap.to()) >= SHORTEST_GAP.toNanos())
                .filter(gap -> nanos(gap.from(), gap.to()) >= all * SMALLEST_SHARE)
                .toList();
    }

    private static List<Span> idle(Instant from, Instant to, List<Span> busy) {
        var sorted = new ArrayList<>(busy);
        sorted.sort(Comparator.comparing(Span::from));
        var idle = new ArrayList<Span>();
        var at = from;
        for (var span : sorted) {
            var begin = span.from().isBefore(to) ? span.from() : to;
            if (begin.isAfter(at)) idle.add(new Span(at, begin));
            if (span.to().isAfter(at)) at = span.to();
        }
        if (to.isAfter(at)) idle.add(new Span(at, to));
        return idle;
    }

    private static double nanos(Instant from, Instant to) {
        var between = Duration.between(from, to);
        return between.getSeconds() * 1e9 + between.getNano();
    }
}
