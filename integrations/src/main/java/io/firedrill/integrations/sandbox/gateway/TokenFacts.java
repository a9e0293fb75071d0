package io.firedrill.integrations.sandbox.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a valid token is bound to.
 *
 * @param names everything a deny entry can name it by, as {@code kind:value}
 */
record TokenFacts(List<String> names, Instant issuedAt, Instant expiresAt) {
    TokenFacts {
        names = List.copyOf(names);
    }

    /** @param claim the text of a claim, or null when the token has none of that name */
    static TokenFacts of(String hash, Function<String, @Nullable String> claim, Instant issuedAt, Instant expiresAt) {
        var names = new ArrayList<String>();
        names.add("token:" + hash);
        add(names, "token:", claim.apply("jti"));
        add(names, "session:", claim.apply("sid"));
        add(names, "subject:", claim.apply("sub"));
        add(names, "device:", claim.apply("device"));
        var client = claim.apply("client_id");
        add(names, "client:", client == null ? claim.apply("azp") : client);
        names.add("everyone:");
        return new TokenFacts(names, issuedAt, expiresAt);
    }

    /** The same, and a person known by another name as well. */
    TokenFacts alsoSubject(@Nullable String subject) {
        if (subject == null || names.contains("subject:" + subject)) return this;
        var more = new ArrayList<>(names);
        more.add("subject:" + subject);
        return new TokenFacts(more, issuedAt, expiresAt);
    }

    private static void add(List<String> names, String kind, @Nullable String value) {
        if (value != null) names.add(kind + value);
    }
}
