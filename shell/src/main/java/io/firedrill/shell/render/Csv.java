package io.firedrill.shell.render;

import java.util.List;
import java.util.Locale;

import io.firedrill.shell.client.Doc;

/** RFC 4180, every column, with values that a spreadsheet would run as a formula made harmless. */
final class Csv {
    private Csv() {}

    static String of(List<Doc> items, List<Column> columns) {
        var out = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) out.append(',');
            out.append(columns.get(i).title().toLowerCase(Locale.ROOT).replace(' ', '_'));
        }
        out.append("\r\n");
        for (var item : items) {
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) out.append(',');
                cell(columns.get(i).value().apply(item), out);
            }
            out.append("\r\n");
        }
        return out.toString();
    }

    private static void cell(String value, StringBuilder out) {
        var safe = isFormula(value) ? "'" + value : value;
        if (safe.indexOf(',') < 0 && safe.indexOf('"') < 0 && safe.indexOf('\n') < 0 && safe.indexOf('\r') < 0) {
            out.append(safe);
        } else {
            out.append('"').append(safe.replace("\"", "\"\"")).append('"');
        }
    }

    /** Also behind leading blanks, which spreadsheets skip; a plain negative number is a number. */
    private static boolean isFormula(String value) {
        if (value.isEmpty()) return false;
        if (value.charAt(0) == '\t' || value.charAt(0) == '\r' || value.charAt(0) == '\n') return true;
        var text = value.stripLeading();
        if (text.isEmpty() || "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(0)) < 0) return false;
        return !text.matches("-[0-9]+(\\.[0-9]+)?");
    }
}
