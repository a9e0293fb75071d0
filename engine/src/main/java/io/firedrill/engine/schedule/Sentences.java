package io.firedrill.engine.schedule;

import java.time.Duration;

/** What people read about a rule. */
final class Sentences {
    private Sentences() {}

    /** For instance: Every quarter on the second tuesday of month 1 at 10:00 Europe/Berlin, within 2 h. */
    static String rule(DateRule rule, Duration window) {
        var sentence = rule.sentence();
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ", within " + time(window) + ".";
    }

    /** {@code 1 d 2 h 30 min}. */
    static String time(Duration time) {
        var text = new StringBuilder();
        if (time.toDaysPart() > 0) text.append(time.toDaysPart()).append(" d ");
        if (time.toHoursPart() > 0) text.append(time.toHoursPart()).append(" h ");
        if (time.toMinutesPart() > 0) text.append(time.toMinutesPart()).append(" min ");
        if (time.toSecondsPart() > 0) text.append(time.toSecondsPart()).append(" s ");
        return text.toString().strip();
    }
}
