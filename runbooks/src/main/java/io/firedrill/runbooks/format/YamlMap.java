package io.firedrill.runbooks.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML mapping read field by field. Problems become findings and reading goes on with a harmless value; fields that
 * nobody asked for are reported by {@link #finish}.
 */
final class YamlMap {
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

    private final YamlReader reader;
    private final MappingNode node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    YamlMap(YamlReader reader, MappingNode node) {
        this.reader = reader;
        this.node = node;
        if (!node.getTag().equals(Tag.MAP)) {
            problem(line(), "The tag " + node.getTag() + " is not allowed.", "Remove the tag; fields need none.");
        }
        for (var tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key) || !PLAIN.contains(key.getTag())) {
                problem(
                        reader.line(tuple.getKeyNode()),
                        "A field's name must be a plain word.",
                        "Write 'name: value'.");
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                reader.add(
                        "RB-YAML-TWICE",
                        reader.line(key),
                        "'" + key.getValue() + "' stands here a second time; only one of the two could hold.",
                        "Remove one.");
            } else {
                lines.put(key.getValue(), reader.line(key));
            }
        }
    }

    int line() {
        return reader.line(node);
    }

    /** Line of a field; the mapping's own when it is absent. */
    int line(String field) {
        return lines.getOrDefault(field, line());
    }

    boolean has(String field) {
        return values.containsKey(field);
    }

    /** Text of a field that must be there; empty, with a finding, when it is not. */
    String required(String field) {
        var text = text(field);
        if (text != null && !text.isBlank()) return text.strip();
        if (!has(field) || text != null) {
            problem(line(field), "'" + field + "' is missing or empty.", "Add '" + field + ": …'.");
        }
        return "";
    }

    @Nullable
    String text(String field) {
        asked.add(field);
        var value = values.get(field);
        if (value == null) return null;
        if (value instanceof ScalarNode scalar && PLAIN.contains(scalar.getTag())) return scalar.getValue();
        problem(
                line(field),
                "'" + field + "' must be a plain text, number or yes/no.",
                "Write one value after the colon.");
        return null;
    }

    @Nullable
    Double number(String field) {
        var text = text(field);
        if (text == null) return null;
        if (text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?")) return Double.valueOf(text);
        problem(
                line(field),
                "'" + field + "' must be a number, not '" + text + "'.",
                "Write a number such as 15 or 0.5.");
        return null;
    }

    /** A list of plain texts; empty when the field is absent. */
    List<String> texts(String field) {
        asked.add(field);
        var value = values.get(field);
        if (value == null) return List.of();
        var texts = new ArrayList<String>();
        if (value instanceof SequenceNode sequence) {
            for (var item : sequence.getValue()) {
                if (item instanceof ScalarNode scalar && PLAIN.contains(scalar.getTag())) {
                    texts.add(scalar.getValue());
                } else {
                    problem(
                            reader.line(item),
                            "The list '" + field + "' may hold only plain texts.",
                            "Write [one, two].");
                }
            }
        } else {
            problem(line(field), "'" + field + "' must be a list.", "Write " + field + ": [one, two].");
        }
        return List.copyOf(texts);
    }

    @Nullable
    YamlMap map(String field) {
        asked.add(field);
        var value = values.get(field);
        if (value == null) return null;
        if (value instanceof MappingNode mapping) return reader.map(mapping);
        problem(
                line(field),
                "'" + field + "' must have fields of its own.",
                "Write indented 'name: value' lines under it.");
        return null;
    }

    /** Every entry of a field that is itself a mapping from free names to mappings. */
    void eachMap(String field, BiConsumer<String, YamlMap> consumer) {
        var map = map(field);
        if (map == null) return;
        for (var name : map.names()) {
            var inner = map.map(name);
            if (inner != null) consumer.accept(name, inner);
        }
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    void problem(int line, String message, String next) {
        reader.add("RB-YAML", line, message, next);
    }

    /** Reports the fields that nobody asked for. */
    void finish() {
        for (var name : values.keySet()) {
            if (asked.contains(name)) continue;
            reader.add(
                    "RB-YAML-UNKNOWN",
                    line(name),
                    "'" + name + "' is not a field here, so it would be silently without effect.",
                    NearMatch.advice(name, asked));
        }
    }
}
