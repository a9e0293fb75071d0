package io.firedrill.shell;

import java.util.ArrayList;
import java.util.List;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Splits a typed line as a POSIX shell would, so that a line copied from a terminal means the same here: blanks separate,
 * single quotes keep everything, double quotes keep all but a backslash before a quote or backslash, and quotes may stand
 * inside a word. Nothing is substituted.
 */
final class LineWords implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        var reader = new Reader(line, cursor);
        reader.read();
        if (reader.quote != 0 && context != ParseContext.COMPLETE) {
            throw new EOFError(-1, cursor, "A quote is not closed", String.valueOf(reader.quote));
        }
        return new Split(line, cursor, List.copyOf(reader.words), reader);
    }

    @Override
    public boolean isEscapeChar(char c) {
        return c == '\\';
    }

    private static final class Reader {
        private final String line;
        private final int cursor;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private char quote;
        private boolean begun;
        private int wordStart;
        private int atIndex = -1;
        private int atCursor;
        private int atStart;
        private int atLength = -1;

        Reader(String line, int cursor) {
            this.line = line;
            this.cursor = cursor;
        }

        void read() {
            for (int i = 0; i < line.length(); i++) {
                mark(i);
                char c = line.charAt(i);
                if (quote == 0 && Character.isWhitespace(c)) end(i);
                else i = character(i, c);
            }
            mark(line.length());
            end(line.length());
            if (atIndex == words.size()) words.add("");
        }

        private int character(int i, char c) {
            if (!begun) wordStart = i;
            begun = true;
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == '\\' && quote != '\'' && i + 1 < line.length() && isEscaped(line.charAt(i + 1))) {
                word.append(line.charAt(i + 1));
                return i + 1;
            } else {
                word.append(c);
            }
            return i;
        }

        private boolean isEscaped(char next) {
            return quote == 0 || next == '"' || next == '\\';
        }

        /** Remembers where the cursor stands, when it stands here. */
        private void mark(int i) {
            if (atIndex >= 0 || i < cursor) return;
            atIndex = words.size();
            atCursor = word.length();
            atStart = begun ? wordStart : i;
        }

        private void end(int i) {
            if (!begun) return;
            if (atIndex == words.size()) atLength = i - wordStart;
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }

    private record Split(String line, int cursor, List<String> words, Reader reader) implements CompletingParsedLine {
        @Override
        public String word() {
            return words.get(reader.atIndex);
        }

        @Override
        public int wordCursor() {
            return Math.min(reader.atCursor, word().length());
        }

        @Override
        public int wordIndex() {
            return reader.atIndex;
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            var text = candidate.toString();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isWhitespace(c) || c == '\'' || c == '"' || c == '\\') {
                    return complete ? "'" + text.replace("'", "'\\''") + "'" : text;
                }
            }
            return text;
        }

        @Override
        public int rawWordCursor() {
            return cursor - reader.atStart;
        }

        @Override
        public int rawWordLength() {
            return Math.max(reader.atLength, 0);
        }
    }
}
