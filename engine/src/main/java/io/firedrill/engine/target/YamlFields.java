package io.firedrill.engine.target;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A YAML mapping whose fields are taken one by one; what nobody asked for is a problem. */
final class YamlFields {
    /** A name: lower-case words joined by hyphens. */
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

    private static final int LONGEST = 2000;

    private final Node node;
    private final String path;
    private final YamlProblems problems;
    private final Map<String, Node> left = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    private YamlFields(Node node, String path, YamlProblems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    /** Empty, with a problem, when the node is no mapping. */
    static YamlFields of(Node node, String path, YamlProblems problems) {
        var fields = new YamlFields(node, path, problems);
        if (!(node instanceof MappingNode mapping)) {
            problems.at(node, "'" + path + "' must hold fields.", "Write 'name: value' lines below it.");
            return fields;
        }
        for (var entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.at(entry.getKeyNode(), "A field name in '" + path + "' is not a word.", "Use a plain word.");
            } else if (fields.left.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
                problems.at(key, "'" + fields.name(key.getValue()) + "' is there twice.", "Keep one of the two.");
            } else {
                fields.keys.put(key.getValue(), key);
            }
        }
        return fields;
    }

    Node node() {
        return node;
    }

    /** The names not yet taken, in file order. */
    List<String> names() {
        return List.copyOf(left.keySet());
    }

    boolean has(String name) {
        return left.containsKey(name);
    }

    /** Where the field is, or the whole mapping when it has no such field. */
    Node place(String name) {
        return keys.getOrDefault(name, node);
    }

    /** A text that must be there; null, with a problem, when it is not. */
    @Nullable
    String text(String name) {
        var value = take(name);
        if (value == null) return null;
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            if (scalar.getValue().length() <= LONGEST) return scalar.getValue();
            problems.at(value, "'" + name(name) + "' is longer than " + LONGEST + " characters.", "Shorten it.");
            return null;
        }
        problems.at(value, "'" + name(name) + "' must be a text and not empty.", "Give it a value.");
        return null;
    }

    /** A name that must be there. */
    @Nullable
    String identifier(String name) {
        var text = text(name);
        if (text == null || (NAME.matcher(text).matches() && text.length() <= 60)) return text;
        problems.at(
                place(name),
                "'" + name(name) + "' is '" + text + "', which is no name.",
                "Use lower-case words joined by hyphens, up to 60 characters.");
        return null;
    }

    /** A mapping that must be there; null, with a problem, when it is not. */
    @Nullable
    YamlFields fields(String name) {
        var value = take(name);
        return value == null ? null : of(value, name(name), problems);
    }

    /** A mapping that may be missing. */
    @Nullable
    YamlFields optionalFields(String name) {
        return has(name) ? fields(name) : null;
    }

    /** Reports what nobody took. */
    void end(Collection<String> known) {
        left.forEach((name, value) -> problems.at(
                place(name), "'" + name(name) + "' is not a known field.", "Known here: " + String.join(", ", known)));
    }

    private @Nullable Node take(String name) {
        var value = left.remove(name);
        if (value == null) problems.at(node, "'" + name(name) + "' is missing.", "Add it.");
        return value;
    }

    private String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
