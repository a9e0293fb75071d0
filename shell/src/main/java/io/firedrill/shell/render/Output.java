package io.firedrill.shell.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Json;
import io.firedrill.shell.client.Reply;

/** Writes one answer of the server in the format asked for; the text ends with a line end. */
public final class Output {
    private final Format format;
    private final Style style;

    public Output(Format format, Style style) {
        this.format = format;
        this.style = style;
    }

    /** A list: its rows are the objects in {@code items}. */
    public String list(Reply reply, String empty, List<Column> columns) {
        return switch (format) {
            case JSON -> unchanged(reply);
            case JSONL -> lines(reply.doc().docs("items"));
            case YAML -> Yaml.of(reply.doc());
            case CSV -> Csv.of(reply.doc().docs("items"), columns);
            case TABLE, WIDE -> {
                var items = reply.doc().docs("items");
                yield items.isEmpty() ? empty + "\n" : Table.of(items, columns, format == Format.WIDE, style);
            }
        };
    }

    /** One thing: a page for people, one row in CSV. */
    public String one(Reply reply, List<Column> columns, Function<Doc, String> page) {
        return switch (format) {
            case JSON -> unchanged(reply);
            case JSONL -> lines(List.of(reply.doc()));
            case YAML -> Yaml.of(reply.doc());
            case CSV -> Csv.of(List.of(reply.doc()), columns);
            case TABLE, WIDE -> page.apply(reply.doc());
        };
    }

    private static String unchanged(Reply reply) {
        return reply.body().endsWith("\n") ? reply.body() : reply.body() + "\n";
    }

    private static String lines(List<Doc> items) {
        var out = new ArrayList<String>();
        for (var item : items) out.add(Json.write(item.fields()) + "\n");
        return String.join("", out);
    }
}
