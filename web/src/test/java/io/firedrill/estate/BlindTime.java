package io.firedrill.estate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How long no server watched between the order to revoke and the proof, by the run's own journal. */
final class BlindTime {
    private record Line(Instant at, String kind, String step) {}

    private BlindTime() {}

    static Duration of(Lane.End end) {
        var lines = end.timeline().lines().map(BlindTime::line).toList();
        var ordered = first(lines, "effect-intended", "revoke", Instant.MIN);
        var blind = Duration.ZERO;
        var seenUntil = ordered;
        for (var death : end.deaths()) {
            if (death.isBefore(ordered)) continue;
            var back = first(lines, "step-ready", "probe", death);
            // Not watching again after this death: the proof was there by then.
            if (back.equals(Instant.MAX)) continue;
            var from = death.isAfter(seenUntil) ? death : seenUntil;
            if (back.isAfter(from)) blind = blind.plus(Duration.between(from, back));
            seenUntil = back;
        }
        return blind;
    }

    private static Instant first(List<Line> lines, String kind, String step, Instant after) {
        return lines.stream()
                .filter(line -> line.kind().equals(kind)
                        && line.step().equals(step)
                        && line.at().isAfter(after))
                .map(Line::at)
                .findFirst()
                .orElse(Instant.MAX);
    }

    private static Line line(String text) {
        var words = text.split(" ", 5);
        return new Line(Instant.parse(words[1]), words[2], words[3]);
    }
}
