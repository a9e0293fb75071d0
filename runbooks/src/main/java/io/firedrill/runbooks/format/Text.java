package io.firedrill.runbooks.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict UTF-8, so that everybody who reads the bytes sees the same text. */
final class Text {
    private Text() {}

    static Optional<String> decode(byte[] bytes, String file, int mostBytes, Findings findings) {
        if (bytes.length > mostBytes) {
            findings.add(
                    "RB-TOO-LARGE",
                    file,
                    0,
                    "The file has " + bytes.length + " bytes; at most " + mostBytes + " are read.",
                    "Split the runbook or shorten its texts.");
            return Optional.empty();
        }
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        try {
            var text = decoder.decode(in).toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            findings.add(
                    "RB-UTF8", file, lineAt(bytes, in.position()), "The file is not UTF-8 here.", "Save it as UTF-8.");
            return Optional.empty();
        }
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) if (bytes[i] == '\n') line++;
        return line;
    }
}
