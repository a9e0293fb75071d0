package io.firedrill.runbooks.lint;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;

import io.firedrill.runbooks.format.Findings;
import io.firedrill.runbooks.format.RunbookFiles;
import io.firedrill.runbooks.format.XmlElement;
import io.firedrill.runbooks.model.Condition;
import io.firedrill.runbooks.model.Expression;

/** The three places where a diagram may compute. */
final class Expressions {
    private Expressions() {}

    static void condition(XmlElement element, Findings findings) {
        try {
            Condition.parse(element.text());
        } catch (IllegalArgumentException e) {
            findings.add(
                    "RB-BPMN-CONDITION",
                    RunbookFiles.DIAGRAM,
                    element.line(),
                    "'" + shortened(element.text()) + "' is not an allowed condition. " + e.getMessage(),
                    "Compare run variables with literals, as in ${mode == 'real' && denyNeeded == true}.");
        }
    }

    static void date(XmlElement element, Findings findings) {
        timer(element, findings, "2026-12-01T09:00:00Z", OffsetDateTime::parse);
    }

    static void duration(XmlElement element, Findings findings) {
        timer(element, findings, "PT5M", text -> {
            if (Duration.parse(text).isNegative()) throw new DateTimeException("It is negative.");
        });
    }

    private static void timer(XmlElement element, Findings findings, String example, Check literal) {
        try {
            var expression = Expression.parse(element.text().strip());
            if (expression instanceof Expression.Reference) return;
            if (expression instanceof Expression.Literal) {
                literal.parse(element.text().strip());
                return;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Falls through to the one finding that all wrong timers share.
        }
        findings.add(
                "RB-BPMN-TIMER",
                RunbookFiles.DIAGRAM,
                element.line(),
                "'" + shortened(element.text()) + "' is not an allowed timer.",
                "Write " + example + " or one run variable, as in ${denyUntil}.");
    }

    private static String shortened(String text) {
        var plain = text.strip();
        return plain.length() > 80 ? plain.substring(0, 80) + "…" : plain;
    }

    private interface Check {
        void parse(String text);
    }
}
