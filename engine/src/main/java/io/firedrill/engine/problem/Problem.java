package io.firedrill.engine.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong and what to do about it, in words for a person who was just woken.
 *
 * @param code stable, for scripts: {@code FD-} and capital words
 * @param where the field, file and line, step or system it is about; null when it concerns the whole request
 * @param message what happened and why, with the ids; no secrets
 * @param next what the reader does next, a command where there is one
 */
public record Problem(String code, @Nullable String where, String message, String next) {
    public static Problem of(String code, String message, String next) {
        return new Problem(code, null, message, next);
    }

    public static Problem at(String where, String code, String message, String next) {
        return new Problem(code, where, message, next);
    }
}
