package io.firedrill.engine.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A refusal or failure that a person can act on. Carries every problem found, not only the first; the kind says how
 * the edges (API, shell, page) translate it.
 */
public final class FiredrillException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final Kind kind;

    /** What sort of "no" this is; each edge maps it once. */
    public enum Kind {
        /** The request itself is wrong: HTTP 422, exit 2. */
        INVALID,
        /** No such thing: HTTP 404, exit 1. */
        NOT_FOUND,
        /** Not allowed for this person: HTTP 403, exit 6. */
        FORBIDDEN,
        /** Right request, wrong moment, or a rule says no: HTTP 409, exit 6. */
        CONFLICT,
        /** Something outside did not answer: HTTP 503, exit 7. */
        UNAVAILABLE
    }

    public FiredrillException(Kind kind, List<Problem> problems) {
        this(kind, problems, null);
    }

    public FiredrillException(Kind kind, List<Problem> problems, @Nullable Throwable cause) {
        super(text(problems), cause);
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    public static FiredrillException invalid(List<Problem> problems) {
        return new FiredrillException(Kind.INVALID, problems);
    }

    public static FiredrillException notFound(String code, String message, String next) {
        return new FiredrillException(Kind.NOT_FOUND, List.of(Problem.of(code, message, next)));
    }

    public static FiredrillException conflict(String code, String message, String next) {
        return new FiredrillException(Kind.CONFLICT, List.of(Problem.of(code, message, next)));
    }

    public static FiredrillException forbidden(String code, String message, String next) {
        return new FiredrillException(Kind.FORBIDDEN, List.of(Problem.of(code, message, next)));
    }

    public Kind kind() {
        return kind;
    }

    /** At least one, in the order found. */
    public List<Problem> problems() {
        return problems;
    }

    private static String text(List<Problem> problems) {
        if (problems.isEmpty()) throw new IllegalArgumentException("A refusal needs at least one problem.");
        var text = new StringBuilder();
        for (var problem : problems) {
            if (!text.isEmpty()) text.append(" | ");
            text.append(problem.code()).append(": ").append(problem.message());
        }
        return text.toString();
    }
}
