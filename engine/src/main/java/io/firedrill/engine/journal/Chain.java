package io.firedrill.engine.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** How an event becomes a hash: SHA-256 over its canonical JSON (RFC 8785), the hash of the event before included. */
final class Chain {
    static final String START = "0".repeat(64);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Chain() {}

    static String canonical(Map<String, ?> data) {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsString(data)).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("Journal facts are not JSON: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> parse(String json) {
        return JSON.readValue(json, Map.class);
    }

    static String hash(
            String run,
            long number,
            Instant at,
            String kind,
            @Nullable String step,
            String actor,
            String summary,
            String data,
            String previous) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("run", run);
        fields.put("number", number);
        fields.put("at", TIME.format(at));
        fields.put("kind", kind);
        if (step != null) fields.put("step", step);
        fields.put("actor", actor);
        fields.put("summary", summary);
        fields.put("data", parse(data));
        fields.put("previous", previous);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(canonical(fields).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is not available.", e);
        }
    }
}
