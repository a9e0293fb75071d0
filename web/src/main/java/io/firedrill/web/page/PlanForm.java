package io.firedrill.web.page;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.schedule.PlanRequest;
import io.firedrill.runbooks.model.Parameter;

/**
 * What was filled into the form for a plan. The day is put together from a few choices, so that nobody has to know how
 * a rule is written.
 *
 * @param start the runbook, target, parameters, reason and key, as in the form for a start
 * @param by {@code weekday} or {@code number}: which of the two ways to name the day is meant
 */
record PlanForm(
        StartForm start,
        String title,
        String every,
        String by,
        String nth,
        String weekday,
        String number,
        String month,
        String at,
        String zone,
        String window,
        String weekend,
        String missed) {
    static final List<String> EVERY = List.of("month", "quarter", "half-year", "year");
    static final List<String> NTH = List.of("first", "second", "third", "fourth", "last");
    static final List<String> WEEKDAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "business day");
    static final List<String> WINDOWS = List.of("PT30M", "PT1H", "PT2H", "PT4H", "PT8H", "PT24H");

    static PlanForm read(Map<String, String> form, String key, String zone) {
        return new PlanForm(
                StartForm.read(form, key),
                text(form, "title", ""),
                text(form, "every", "quarter"),
                text(form, "by", "weekday"),
                text(form, "nth", "second"),
                text(form, "weekday", "tuesday"),
                text(form, "number", "15"),
                text(form, "month", "1"),
                text(form, "at", "10:00"),
                text(form, "zone", zone),
                text(form, "window", "PT2H"),
                text(form, "weekend", "next-business-day"),
                text(form, "missed", "run-late"));
    }

    PlanRequest request(List<Parameter> declared) {
        var wish = start.request(io.firedrill.engine.run.RunMode.DRILL, declared);
        return new PlanRequest(
                title.isEmpty() ? null : title,
                wish.runbook(),
                null,
                wish.target(),
                new HashMap<>(wish.parameters()),
                every,
                day(),
                at,
                zone,
                duration(),
                weekend,
                missed,
                wish.reason(),
                wish.idempotencyKey());
    }

    /** As rules are written: {@code second tuesday of month 1}, {@code day 15 of month 2}, {@code last friday}. */
    String day() {
        var day = by.equals("number") ? "day " + number : nth + " " + weekday;
        return every.equals("month") ? day : day + " of month " + month;
    }

    /** Secrets cannot be planned, since they would have to be kept. */
    static List<Parameter> plannable(List<Parameter> declared) {
        return declared.stream()
                .filter(parameter -> parameter.type() != Parameter.Type.SECRET)
                .toList();
    }

    /** {@code 2 h}, {@code 30 min}. */
    static String words(Duration length) {
        if (length.toMinutes() % 60 == 0) return length.toHours() + " h";
        return length.toMinutes() < 60
                ? length.toMinutes() + " min"
                : String.format(Locale.ROOT, "%d h %02d min", length.toHours(), length.toMinutesPart());
    }

    private @Nullable Duration duration() {
        try {
            return Duration.parse(window);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String text(Map<String, String> form, String name, String otherwise) {
        var text = form.getOrDefault(name, "").strip();
        return text.isEmpty() ? otherwise : text;
    }
}
