package io.firedrill.engine.schedule;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.problem.Problem;

/** Reads the words of a rule; each that cannot be read adds its problem. */
final class RuleReader {
    static final Duration SHORTEST = Duration.ofMinutes(1);
    static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration USUAL = Duration.ofHours(2);
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2})?");

    private final List<Problem> problems;

    RuleReader(List<Problem> problems) {
        this.problems = problems;
    }

    /** Empty when any part of it cannot be read. */
    Optional<DateRule> rule(PlanRequest request) {
        var every = choice("every", Cadence.class, request.every(), null);
        var day = every.flatMap(cadence -> day(request.day(), cadence));
        var at = at(request.at());
        var zone = zone(request.zone());
        var weekend = choice("weekend", Weekend.class, request.weekend(), Weekend.KEEP);
        if (day.isEmpty() || at.isEmpty() || zone.isEmpty() || weekend.isEmpty()) return Optional.empty();
        return Optional.of(new DateRule(every.get(), day.get(), at.get(), zone.get(), weekend.get()));
    }

    Optional<MissedRule> missed(PlanRequest request) {
        return choice("missed", MissedRule.class, request.missed(), MissedRule.RUN_LATE);
    }

    Optional<Duration> window(PlanRequest request) {
        var window = request.window() == null ? USUAL : request.window();
        if (window.compareTo(SHORTEST) >= 0 && window.compareTo(LONGEST) <= 0)
            return Optional.of(Duration.ofSeconds(window.toSeconds()));
        return none(
                "window",
                "FD-PLAN-WINDOW",
                "The window is " + (window.isNegative() ? "negative" : "not from 1 minute to 7 days long") + ".",
                "Say how long after its time the drill may still start, for instance 2 h.");
    }

    private Optional<Day> day(String text, Cadence every) {
        var day = DayReader.read(text, every);
        if (day.isPresent()) return day;
        return none(
                "day",
                "FD-PLAN-DAY",
                "'" + shown(text) + "' is not a day of a " + every.label() + " (its months are 1 to " + every.months()
                        + ").",
                DayReader.FORMS);
    }

    private Optional<LocalTime> at(String text) {
        try {
            if (TIME.matcher(text).matches()) return Optional.of(LocalTime.parse(text));
        } catch (DateTimeParseException e) {
            return noTime(text);
        }
        return noTime(text);
    }

    private Optional<LocalTime> noTime(String text) {
        return none("at", "FD-PLAN-TIME", "'" + shown(text) + "' is not a time of day.", "Write it as 10:00.");
    }

    private Optional<ZoneId> zone(String text) {
        var zones = new TreeSet<>(ZoneId.getAvailableZoneIds());
        if (zones.contains(text)) return Optional.of(ZoneId.of(text));
        var like = zones.stream()
                .filter(zone -> !text.isBlank()
                        && zone.toLowerCase(java.util.Locale.ROOT)
                                .endsWith("/" + text.strip().toLowerCase(java.util.Locale.ROOT)))
                .limit(3)
                .toList();
        return none(
                "zone",
                "FD-PLAN-ZONE",
                "There is no time zone '" + shown(text) + "'.",
                like.isEmpty() ? "Write it as Europe/Berlin, or UTC." : "Write " + String.join(" or ", like) + ".");
    }

    private <E extends Enum<E>> Optional<E> choice(
            String where, Class<E> type, @Nullable String text, @Nullable E otherwise) {
        if (text == null && otherwise != null) return Optional.of(otherwise);
        var found = Labels.find(type, String.valueOf(text));
        if (found.isPresent()) return found;
        return none(
                where,
                "FD-PLAN-CHOICE",
                "'" + where + "' has no choice '" + shown(String.valueOf(text)) + "'.",
                "One of: " + String.join(", ", Labels.all(type)));
    }

    private <T> Optional<T> none(String where, String code, String message, String next) {
        problems.add(Problem.at(where, code, message, next));
        return Optional.empty();
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
