package io.firedrill.runbooks.format;

import java.util.List;
import java.util.Map;

import io.firedrill.runbooks.model.MessageTemplate;

/**
 * A file of {@code comms/}.
 *
 * @param lines where front matter fields and variables stand, by field or {@code variables.name}
 */
public record CommsFile(
        String file, MessageTemplate template, List<Placeholder> placeholders, Map<String, Integer> lines) {
    public record Placeholder(String name, int line) {}

    /** Line of a field; 1 when it is absent. */
    public int line(String path) {
        return lines.getOrDefault(path, 1);
    }
}
