package io.firedrill.web.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.StartRequest;
import io.firedrill.engine.run.StartRequest.OverDrill;
import io.firedrill.runbooks.model.Parameter;

/**
 * What was typed into a start form. Secrets are taken for the start but never written back into a page.
 *
 * @param key makes sending the form twice start one run
 */
record StartForm(
        String runbook,
        String target,
        String reason,
        String confirm,
        String overDrill,
        String key,
        Map<String, String> parameters) {
    private static final String PARAMETER = "p.";

    /** One parameter with its input. */
    record Input(
            String name,
            String title,
            String type,
            boolean required,
            boolean optional,
            String value,
            String hint,
            List<String> choices,
            @Nullable String onlyWhen,
            @Nullable String onlyWhenValues) {}

    static StartForm read(Map<String, String> form, String key) {
        var parameters = new LinkedHashMap<String, String>();
        form.forEach((name, value) -> {
            if (name.startsWith(PARAMETER) && !value.isBlank())
                parameters.put(name.substring(PARAMETER.length()), value.strip());
        });
        return new StartForm(
                text(form, "runbook"),
                text(form, "target"),
                text(form, "reason"),
                text(form, "confirm"),
                text(form, "overDrill"),
                form.getOrDefault("key", key),
                parameters);
    }

    StartRequest request(RunMode mode, List<Parameter> declared) {
        return new StartRequest(
                mode,
                runbook,
                null,
                target,
                applicable(declared),
                maybe(reason),
                maybe(confirm),
                overDrill.isEmpty() || mode == RunMode.DRILL
                        ? null
                        : OverDrill.valueOf(overDrill.toUpperCase(Locale.ROOT).replace('-', '_')),
                key);
    }

    /** Without what another parameter's choice rules out: the form may still hold it from before. */
    private Map<String, String> applicable(List<Parameter> declared) {
        var given = new LinkedHashMap<>(parameters);
        for (var parameter : declared) {
            var when = parameter.onlyWhen();
            if (when == null) continue;
            var other = given.get(when.parameter());
            if (other == null) other = declaredDefault(declared, when.parameter());
            if (!when.values().contains(other)) given.remove(parameter.name());
        }
        return given;
    }

    private static String declaredDefault(List<Parameter> declared, String name) {
        return declared.stream()
                .filter(parameter -> parameter.name().equals(name) && parameter.defaultValue() != null)
                .map(parameter -> String.valueOf(parameter.defaultValue()))
                .findFirst()
                .orElse("");
    }

    List<Input> inputs(List<Parameter> declared, RunMode mode) {
        return declared.stream().map(parameter -> input(parameter, mode)).toList();
    }

    private Input input(Parameter parameter, RunMode mode) {
        var secret = parameter.type() == Parameter.Type.SECRET;
        var initial = parameter.defaultValue() == null ? "" : parameter.defaultValue();
        var when = parameter.onlyWhen();
        return new Input(
                PARAMETER + parameter.name(),
                parameter.title(),
                secret ? "password" : parameter.type() == Parameter.Type.CHOICE ? "choice" : "text",
                required(parameter, mode),
                optional(parameter, mode),
                secret ? "" : parameters.getOrDefault(parameter.name(), initial),
                hint(parameter),
                parameter.type() == Parameter.Type.BOOLEAN ? List.of("true", "false") : parameter.choices(),
                when == null ? null : PARAMETER + when.parameter(),
                when == null ? null : String.join(" ", when.values()));
    }

    private static boolean optional(Parameter parameter, RunMode mode) {
        if (parameter.defaultValue() != null) return true;
        return switch (parameter.required()) {
            case NEVER -> true;
            case REAL -> mode == RunMode.DRILL;
            case ALWAYS -> false;
        };
    }

    private static boolean required(Parameter parameter, RunMode mode) {
        // What only some choices need is checked by the server, which knows the choice.
        if (parameter.defaultValue() != null || parameter.onlyWhen() != null) return false;
        return switch (parameter.required()) {
            case NEVER -> false;
            case REAL -> mode == RunMode.REAL;
            case ALWAYS -> true;
        };
    }

    /** What is to be given, in a sentence; empty when the field says it. */
    static String form(Parameter parameter) {
        return switch (parameter.type()) {
            case DURATION -> "ISO 8601, for instance PT5M.";
            case NUMBER -> "A number" + range(parameter) + ".";
            case PERSON -> "Kept as a pseudonym in journal and exports.";
            case SECRET -> "Sealed while the run needs it; never shown again.";
            case TEXT, CHOICE, BOOLEAN -> "";
        };
    }

    private static String hint(Parameter parameter) {
        var form = form(parameter);
        var when = parameter.onlyWhen();
        if (when == null) return form;
        return (form + " Only when " + when.parameter() + " is " + String.join(" or ", when.values()) + ".").strip();
    }

    private static String range(Parameter parameter) {
        var min = parameter.min();
        var max = parameter.max();
        return (min == null ? "" : " from " + min) + (max == null ? "" : " up to " + max);
    }

    private static String text(Map<String, String> form, String name) {
        return form.getOrDefault(name, "").strip();
    }

    private static @Nullable String maybe(String text) {
        return text.isEmpty() ? null : text;
    }
}
