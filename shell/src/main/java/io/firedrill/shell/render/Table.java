package io.firedrill.shell.render;

import java.util.ArrayList;
import java.util.List;

import io.firedrill.shell.client.Doc;

/** Left-aligned columns, two spaces apart, under capital titles. */
public final class Table {
    private final Style style;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(Style style) {
        this.style = style;
    }

    public void row(List<String> cells) {
        rows.add(cells);
    }

    public static String of(List<Doc> items, List<Column> columns, boolean wide, Style style) {
        var table = new Table(style);
        var shown = new ArrayList<Column>();
        for (var column : columns) {
            if (wide || !column.wide()) shown.add(column);
        }
        var titles = new ArrayList<String>();
        for (var column : shown) titles.add(column.title());
        table.row(titles);
        for (var item : items) {
            var cells = new ArrayList<String>();
            for (var column : shown)
                cells.add(column.look().of(style, column.value().apply(item)));
            table.row(cells);
        }
        return table.text(true, "");
    }

    /** @param headed whether the first row is titles */
    public String text(boolean headed, String indent) {
        var widths = new ArrayList<Integer>();
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = Style.width(row.get(i));
                if (i == widths.size()) widths.add(width);
                else widths.set(i, Math.max(widths.get(i), width));
            }
        }
        var out = new StringBuilder();
        boolean title = headed;
        for (var row : rows) {
            var line = new StringBuilder(indent);
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i));
                if (i < row.size() - 1) line.append(" ".repeat(widths.get(i) - Style.width(row.get(i)) + 2));
            }
            var text = line.toString().stripTrailing();
            out.append(title ? style.bold(text) : text).append('\n');
            title = false;
        }
        return out.toString();
    }
}
