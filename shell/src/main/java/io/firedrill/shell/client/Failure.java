package io.firedrill.shell.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Why a command cannot go on, in words a person can act on, and the exit code it ends with. */
public final class Failure extends RuntimeException {
    private final Exit exit;
    private final String code;
    private final String next;
    private final @Nullable String requestId;
    private final int status;
    private final transient List<Problem> problems;
    private final transient Doc document;

    /** One of several problems found together. */
    public record Problem(String code, String where, String message, String next) {
        public static Problem of(Doc doc) {
            return new Problem(doc.text("code"), doc.text("where"), doc.text("message"), doc.text("next"));
        }
    }

    private Failure(
            Exit exit,
            String code,
            String message,
            String next,
            @Nullable String requestId,
            int status,
            List<Problem> problems,
            Doc document,
            @Nullable Throwable cause) {
        // No stack trace: this is an answer to a person, and filling one in costs start-up time.
        super(message, cause, false, false);
        this.exit = exit;
        this.code = code;
        this.next = next;
        this.requestId = requestId;
        this.status = status;
        this.problems = List.copyOf(problems);
        this.document = document;
    }

    public static Failure of(Exit exit, String code, String message, String next) {
        return new Failure(exit, code, message, next, null, 0, List.of(), Doc.EMPTY, null);
    }

    public static Failure usage(String message, String next) {
        return of(Exit.USAGE, "FD-USAGE", message, next);
    }

    public static Failure caused(Exit exit, String code, String message, String next, Throwable cause) {
        return new Failure(exit, code, message, next, null, 0, List.of(), Doc.EMPTY, cause);
    }

    static Failure refused(
            Exit exit,
            String code,
            String message,
            String next,
            @Nullable String requestId,
            int status,
            List<Problem> problems,
            Doc document) {
        return new Failure(exit, code, message, next, requestId, status, problems, document, null);
    }

    public Exit exit() {
        return exit;
    }

    /** Stable, {@code FD-} and capital words. */
    public String code() {
        return code;
    }

    public String message() {
        var message = getMessage();
        return message == null ? code : message;
    }

    /** What to do now; empty when nothing can be said. */
    public String next() {
        return next;
    }

    public @Nullable String requestId() {
        return requestId;
    }

    /** The HTTP status; 0 when the server did not answer or was not asked. */
    public int status() {
        return status;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The server's problem document, for fields beyond the common ones. */
    public Doc document() {
        return document;
    }

    /** Whether this is, or lists, the given problem. */
    public boolean names(String wanted) {
        if (code.equals(wanted)) return true;
        for (var problem : problems) {
            if (problem.code().equals(wanted)) return true;
        }
        return false;
    }
}
