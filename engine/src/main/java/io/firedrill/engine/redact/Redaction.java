package io.firedrill.engine.redact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces what looks like a secret by {@code [redacted …]}, before a text or value reaches journal, log, message,
 * API or page. Recognises JSON Web Tokens, PEM blocks, authorization headers, form and JSON fields with secret names,
 * and the key forms of common vendors. It is the last line: code that holds a secret does not put it in a text.
 */
public final class Redaction {
    private static final int LONGEST = 1_000_000;

    private record Rule(Pattern form, String mark) {}

    private static final List<Rule> RULES = List.of(
            rule("-----BEGIN [A-Z0-9 ]{1,60}-----[\\s\\S]*?(?:-----END [A-Z0-9 ]{1,60}-----|\\z)", "[redacted pem]"),
            rule("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{2,}(?:\\.[A-Za-z0-9_-]*){0,3}", "[redacted jwt]"),
            rule(
                    "(?i)\\b(authorization\\s*[:=]\\s*)(?:(?:bearer|basic|dpop|negotiate)\\s+)?[^\\s,;\"']{4,}",
                    "$1[redacted]"),
            rule("(?i)\\b(bearer|basic|dpop)\\s+[A-Za-z0-9._~+/=-]{12,}", "$1 [redacted]"),
            rule("(?i)\\b((?:set-)?cookie\\s*[:=]\\s*)[^\\r\\n]{4,}", "$1[redacted]"),
            rule(
                    "(?i)([\"']?\\b(?:access_token|refresh_token|id_token|client_secret|code_verifier|password|passwd|secret|api_key|apikey|private_key)\\b[\"']?\\s*[:=]\\s*)(\"[^\"]{1,4096}\"|'[^']{1,4096}'|[^\\s&,;\"'}\\]]{4,})",
                    "$1[redacted]"),
            rule("\\bxox[a-z]-[A-Za-z0-9-]{8,}", "[redacted slack token]"),
            rule("\\bxapp-[A-Za-z0-9-]{8,}", "[redacted slack token]"),
            rule("\\bhv[sbr]\\.[A-Za-z0-9_-]{8,}", "[redacted vault token]"),
            rule("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", "[redacted aws key]"),
            rule("\\bgh[pousr]_[A-Za-z0-9]{20,}", "[redacted github token]"),
            rule("\\bfd[ps]_[A-Za-z0-9_-]{16,}", "[redacted firedrill token]"),
            rule("(?i)https://hooks\\.slack\\.com/[^\\s\"']+", "[redacted webhook]"));

    private Redaction() {}

    /** The text without what looks like a secret. Texts over a million characters are cut first. */
    public static String clean(String text) {
        var cleaned = text.length() > LONGEST ? text.substring(0, LONGEST) + " [cut]" : text;
        for (var rule : RULES) cleaned = rule.form().matcher(cleaned).replaceAll(rule.mark());
        return cleaned;
    }

    /** The same for every text inside maps and lists; other values stay as they are. Null values are not allowed. */
    public static Map<String, Object> clean(Map<String, ?> data) {
        var cleaned = new LinkedHashMap<String, Object>();
        data.forEach((name, value) -> cleaned.put(name, cleanValue(value)));
        return cleaned;
    }

    @SuppressWarnings("unchecked")
    private static Object cleanValue(Object value) {
        if (value instanceof String text) return clean(text);
        if (value instanceof Map<?, ?> map) return clean((Map<String, Object>) map);
        if (value instanceof Iterable<?> many) {
            var list = new ArrayList<Object>();
            for (var one : many) list.add(cleanValue(one));
            return list;
        }
        return value;
    }

    private static Rule rule(String form, String mark) {
        return new Rule(Pattern.compile(form), mark);
    }
}
