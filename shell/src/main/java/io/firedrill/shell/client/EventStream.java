package io.firedrill.shell.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/** Reads server-sent events, as the HTML standard's parser does, from a stream that may break anywhere. */
final class EventStream {
    private static final int LONGEST_LINE = 4 * 1024 * 1024;
    private final BufferedReader lines;

    EventStream(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** A dispatched event; one that was cut off before its empty line never is. */
    record Item(String event, String data, @Nullable String id) {}

    /** A comment line: nothing happened, and the server is there. */
    static final Item KEEP_ALIVE = new Item("keep-alive", "", null);

    /** The next event or {@link #KEEP_ALIVE}; null at the end of the stream. */
    @Nullable
    Item next() throws IOException {
        var event = "message";
        var data = new StringBuilder();
        String id = null;
        boolean any = false;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.length() > LONGEST_LINE) throw new IOException("A line of the stream is too long");
            if (line.isEmpty()) {
                if (any) return new Item(event, data.toString(), id);
                continue;
            }
            if (line.startsWith(":")) {
                if (!any) return KEEP_ALIVE;
                continue;
            }
            int colon = line.indexOf(':');
            var field = colon < 0 ? line : line.substring(0, colon);
            var value = colon < 0 ? "" : line.substring(colon + 1);
            if (value.startsWith(" ")) value = value.substring(1);
            switch (field) {
                case "event" -> event = value;
                case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
                case "id" -> id = value;
                default -> {
                    continue;
                }
            }
            any = true;
        }
        return null;
    }
}
