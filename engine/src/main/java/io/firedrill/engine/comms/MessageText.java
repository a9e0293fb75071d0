package io.firedrill.engine.comms;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.redact.Redaction;
import io.firedrill.runbooks.model.MessageTemplate;

/** Makes the text of a message from its template: typed values, no forged signs, and the mode's mark always. */
public final class MessageText {
    /** First and last line of every message of a drill. */
    public static final String EXERCISE = "EXERCISE EXERCISE EXERCISE";

    /** First line of every message of a real incident. */
    public static final String REAL = "REAL INCIDENT";

    private static final String CODE = "FD-MESSAGE";
    private static final int LONGEST = 20_000;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9]*)\\s*}}");
    private static final Pattern RUN = Pattern.compile("R-[1-9][0-9]{0,17}");
    private static final Pattern ADDRESS =
            Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+(?:/[A-Za-z0-9._~/?#=&%+-]*)?");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private MessageText() {}

    /**
     * The text as it is posted. A variable takes: {@code TEXT} a {@link String}, or a {@link URI} for a link of our
     * own; {@code NUMBER} a {@link Number}; {@code DURATION} a {@link Duration}; {@code INSTANT} an {@link Instant};
     * {@code RUN} a run's id; each also an {@link Unknown}. Values that the template does not use are passed over.
     *
     * @throws FiredrillException with every missing or ill-typed value and every placeholder nobody declared
     */
    public static String render(MessageTemplate template, Map<String, ?> values, boolean real) {
        var problems = new ArrayList<Problem>();
        var texts = texts(template, values, real, problems);
        var body = Neutral.marks(template.body().strip(), real);
        if (!real) body = Neutral.groups(body);
        var filled = fill(template, body, texts, problems);
        if (!problems.isEmpty()) throw FiredrillException.invalid(problems);
        var text = Redaction.clean(filled);
        if (text.length() > LONGEST) text = text.substring(0, LONGEST) + "\n…";
        return real ? REAL + "\n\n" + text : EXERCISE + "\n\n" + text + "\n\n" + EXERCISE;
    }

    private static Map<String, String> texts(
            MessageTemplate template, Map<String, ?> values, boolean real, List<Problem> problems) {
        var texts = new HashMap<String, String>();
        for (var variable : template.variables()) {
            var value = values.get(variable.name());
            var text = value == null ? null : text(variable.type(), value, real);
            if (text != null) {
                texts.put(variable.name(), text);
            } else if (value == null) {
                problems.add(problem(
                        template,
                        "There is no value for '" + variable.name() + "'.",
                        "Give it one, or take the variable out of the template."));
            } else {
                // The value itself stays out of the text: it may be what must not be shown.
                problems.add(problem(
                        template,
                        "The value for '%s' is no %s."
                                .formatted(
                                        variable.name(), variable.type().name().toLowerCase(Locale.ROOT)),
                        "Correct the value or the variable's type in the template."));
            }
        }
        return texts;
    }

    private static String fill(
            MessageTemplate template, String body, Map<String, String> texts, List<Problem> problems) {
        var declared = template.variables().stream()
                .map(MessageTemplate.Variable::name)
                .toList();
        var filled = PLACEHOLDER.matcher(body).replaceAll(match -> {
            var name = match.group(1);
            if (!declared.contains(name)) {
                problems.add(problem(
                        template,
                        "The text uses '" + name + "', which the template does not declare.",
                        "Declare it under variables: with its type."));
            }
            return Matcher.quoteReplacement(texts.getOrDefault(name, ""));
        });
        if (filled.contains("{{") || filled.contains("}}")) {
            problems.add(problem(
                    template, "The text has a placeholder that cannot be read.", "Write placeholders as {{name}}."));
        }
        return filled;
    }

    private static @Nullable String text(MessageTemplate.Type type, Object value, boolean real) {
        if (value instanceof Unknown unknown) return unknown.text();
        return switch (type) {
            case TEXT -> words(value, real);
            case NUMBER -> value instanceof Number number ? number(number) : null;
            case DURATION -> value instanceof Duration duration ? duration(duration) : null;
            case INSTANT -> value instanceof Instant instant ? UTC.format(instant) : null;
            case RUN -> RUN.matcher(value.toString()).matches() ? value.toString() : null;
        };
    }

    private static @Nullable String words(Object value, boolean real) {
        if (value instanceof URI address) {
            return ADDRESS.matcher(address.toString()).matches() ? address.toString() : null;
        }
        return value instanceof String text && !text.isBlank() ? Neutral.value(text, real) : null;
    }

    private static @Nullable String number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) return null;
        }
        var plain = new BigDecimal(number.toString());
        return plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
    }

    private static @Nullable String duration(Duration duration) {
        if (duration.isNegative()) return null;
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
        }
        var text = new StringBuilder();
        if (duration.toHours() > 0) text.append(duration.toHours()).append(" h ");
        if (duration.toMinutesPart() > 0) text.append(duration.toMinutesPart()).append(" min ");
        if (duration.toSecondsPart() > 0) text.append(duration.toSecondsPart()).append(" s");
        return text.toString().strip();
    }

    private static Problem problem(MessageTemplate template, String message, String next) {
        return Problem.at("comms/" + template.name() + ".md", CODE, message, next);
    }
}
