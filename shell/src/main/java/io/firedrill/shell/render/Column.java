package io.firedrill.shell.render;

import java.util.function.Function;

import io.firedrill.shell.client.Doc;

/**
 * One column of a list.
 *
 * @param wide only in {@code wide} and {@code csv}
 * @param look how the plain value is shown in a table
 */
public record Column(String title, boolean wide, Function<Doc, String> value, Look look) {
    /** Plain value to what a person sees. */
    public interface Look {
        String of(Style style, String value);

        Look PLAIN = (style, value) -> Text.safe(value);
        Look STATE = Style::state;
        Look MODE = Style::mode;
        Look VERSION = (style, value) -> Text.safe(Text.version(value));
        Look TIME = (style, value) ->
                value.length() >= 19 ? Text.safe(value.substring(0, 10) + " " + value.substring(11, 19) + "Z") : "";
    }

    public static Column of(String title, String field) {
        return of(title, field, Look.PLAIN);
    }

    public static Column of(String title, String field, Look look) {
        return new Column(title, false, doc -> doc.text(field), look);
    }

    public static Column of(String title, Function<Doc, String> value) {
        return new Column(title, false, value, Look.PLAIN);
    }

    public Column look(Look other) {
        return new Column(title, wide, value, other);
    }

    /** The same, left out of the narrow table. */
    public Column onlyWide() {
        return new Column(title, true, value, look);
    }
}
