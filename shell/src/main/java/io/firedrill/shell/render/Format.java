package io.firedrill.shell.render;

import java.util.List;
import java.util.Locale;

/** How data is written to standard output. */
public enum Format {
    TABLE,
    WIDE,
    /** The server's document, unchanged. */
    JSON,
    /** One item of a list on each line. */
    JSONL,
    YAML,
    CSV;

    public static final List<String> NAMES = List.of("table", "wide", "json", "jsonl", "yaml", "csv");

    public static Format of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public boolean isForPeople() {
        return this == TABLE || this == WIDE;
    }
}
