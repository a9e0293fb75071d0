package io.firedrill.shell.render;

import io.firedrill.shell.client.Failure;

/** A failure for standard error: what, why, and what next. */
public final class ErrorText {
    private ErrorText() {}

    public static String of(Failure failure, Style style) {
        var out = new StringBuilder();
        out.append(style.bad("Error " + Text.safe(failure.code())))
                .append(": ")
                .append(Text.safe(failure.message()))
                .append('\n');
        var problems = failure.problems();
        if (!isRepetition(failure)) {
            for (var problem : problems) problem(problem, failure, out);
        }
        if (!failure.next().isEmpty()) {
            out.append("Next: ").append(Text.safe(failure.next())).append('\n');
        }
        var request = failure.requestId();
        if (request != null) out.append("Request ").append(Text.safe(request)).append('\n');
        return out.toString();
    }

    /** One problem that says just what the failure says. */
    private static boolean isRepetition(Failure failure) {
        return failure.problems().size() == 1
                && failure.problems().get(0).message().equals(failure.message())
                && failure.problems().get(0).where().isEmpty();
    }

    private static void problem(Failure.Problem problem, Failure failure, StringBuilder out) {
        out.append("  - ");
        if (!problem.code().isEmpty()) out.append(Text.safe(problem.code())).append(": ");
        if (!problem.where().isEmpty()) out.append(Text.safe(problem.where())).append(": ");
        out.append(Text.safe(problem.message())).append('\n');
        if (!problem.next().isEmpty() && !problem.next().equals(failure.next())) {
            out.append("    Next: ").append(Text.safe(problem.next())).append('\n');
        }
    }
}
