package io.firedrill.runbooks.model;

import java.util.List;

/**
 * A message written before it is needed: YAML front matter, then Markdown with {@code {{variable}}} placeholders.
 *
 * @param name file name without {@code .md}
 * @param hash SHA-256 of the file's bytes, 64 hex digits: what an approval covers
 * @param audience who reads it, for instance {@code responders} or {@code customers}
 * @param channel the target's channel name it goes to, for instance {@code incident}
 * @param variables the placeholders with their types
 * @param correction name of the template that takes it back
 * @param allClear name of the template that ends the matter
 * @param body Markdown, without the exercise mark, which the engine adds
 */
public record MessageTemplate(
        String name,
        String hash,
        String author,
        String audience,
        String channel,
        List<Variable> variables,
        String correction,
        String allClear,
        String body) {
    /** Values that do not have this form are refused before anything is sent. */
    public enum Type {
        TEXT,
        NUMBER,
        DURATION,
        INSTANT,
        RUN
    }

    public record Variable(String name, Type type) {}
}
