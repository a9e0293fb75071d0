package io.firedrill.runbooks.format;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Parameter.OnlyWhen;
import io.firedrill.runbooks.model.Parameter.Required;

/** Reads one entry of {@code parameters:}. */
final class ParameterReader {
    private final String name;
    private final YamlMap map;

    ParameterReader(String name, YamlMap map) {
        this.name = name;
        this.map = map;
    }

    Parameter parameter() {
        var parameter = new Parameter(
                name,
                map.required("title"),
                choice("type", Parameter.Type.values(), Parameter.Type.TEXT, true),
                choice("required", Required.values(), Required.NEVER, false),
                map.text("default"),
                map.texts("choices"),
                map.text("pattern"),
                map.number("min"),
                map.number("max"),
                onlyWhen());
        map.finish();
        return parameter;
    }

    private <E extends Enum<E>> E choice(String field, E[] values, E otherwise, boolean needed) {
        var text = needed ? map.required(field) : map.text(field);
        if (text == null || text.isEmpty()) return otherwise;
        for (var value : values) {
            if (word(value).equals(text)) return value;
        }
        map.problem(
                map.line(field),
                "'" + text + "' is not known as " + field + " of parameter '" + name + "'.",
                NearMatch.advice(
                        text, Stream.of(values).map(ParameterReader::word).toList()));
        return otherwise;
    }

    private @Nullable OnlyWhen onlyWhen() {
        var condition = map.map("onlyWhen");
        if (condition == null) return null;
        if (condition.names().size() != 1) {
            map.problem(
                    map.line("onlyWhen"),
                    "'onlyWhen' must name exactly one other parameter.",
                    "Write onlyWhen: {scope: [device]}.");
            return null;
        }
        var other = condition.names().get(0);
        List<String> values = condition.texts(other);
        return new OnlyWhen(other, values);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
