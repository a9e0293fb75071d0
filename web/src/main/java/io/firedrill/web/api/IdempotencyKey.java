package io.firedrill.web.api;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;

/** The header that makes a repeated request the same one. */
final class IdempotencyKey {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private IdempotencyKey() {}

    /** The key itself, or a refusal that says what its form is. */
    static @Nullable String checked(@Nullable String key) {
        if (key == null || FORM.matcher(key).matches()) return key;
        throw FiredrillException.invalid(List.of(Problem.at(
                HEADER,
                "FD-HEADER",
                "The header %s is not 1 to 128 printable characters without spaces.".formatted(HEADER),
                "Send a UUID.")));
    }
}
