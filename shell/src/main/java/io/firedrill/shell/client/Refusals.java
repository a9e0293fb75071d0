package io.firedrill.shell.client;

import java.util.ArrayList;

import org.jspecify.annotations.Nullable;

/** Turns an answer that is not a success into a {@link Failure} with the right exit code. */
final class Refusals {
    private final Server server;

    Refusals(Server server) {
        this.server = server;
    }

    Failure of(Http.Response response, Tokens.@Nullable Token token) {
        var doc = Doc.EMPTY;
        try {
            doc = Json.parseDoc(response.body());
        } catch (Json.NotJson notJson) {
            // An answer of a proxy, or not of Firedrill: told below by its status.
        }
        int status = response.status();
        if (!doc.has("code") && !doc.has("detail")) return withoutProblem(status, token);
        var problems = new ArrayList<Failure.Problem>();
        for (var problem : doc.docs("problems")) problems.add(Failure.Problem.of(problem));
        var code = doc.has("code") ? doc.text("code") : "FD-HTTP-" + status;
        var message = doc.has("detail") ? doc.text("detail") : doc.text("title");
        return Failure.refused(
                exit(status, code),
                code,
                message.isEmpty() ? "The server refused with status " + status + "." : message,
                next(status, code, problems.isEmpty() ? "" : problems.get(0).next(), token),
                doc.has("requestId") ? doc.text("requestId") : null,
                status,
                problems,
                doc);
    }

    static Exit exit(int status, String code) {
        if (code.equals("FD-STEP-UP") || code.equals("FD-LOGIN")) return Exit.LOGIN_NEEDED;
        return switch (status) {
            case 400, 415, 422 -> Exit.USAGE;
            case 401 -> Exit.LOGIN_NEEDED;
            case 403, 409, 429 -> Exit.CONFLICT;
            default -> Exit.FAILED;
        };
    }

    private Failure withoutProblem(int status, Tokens.@Nullable Token token) {
        if (status == 502 || status == 503 || status == 504) {
            return answer(
                    Exit.UNREACHABLE,
                    "Something before the server at " + server.name() + " answered " + status + ".",
                    "Try again in a moment; then ask who runs the server.",
                    status);
        }
        if (status >= 300 && status < 400) {
            return answer(
                    Exit.FAILED,
                    "The address " + server.name() + " answers with a redirect; the token is not sent on.",
                    "Set FIREDRILL_SERVER to the final address.",
                    status);
        }
        return answer(
                exit(status, ""),
                "The server at " + server.name() + " answered " + status + " without saying why.",
                next(status, "", "", token),
                status);
    }

    private static Failure answer(Exit exit, String message, String next, int status) {
        return Failure.refused(exit, "FD-HTTP-" + status, message, next, null, status, java.util.List.of(), Doc.EMPTY);
    }

    private static String next(int status, String code, String fromProblem, Tokens.@Nullable Token token) {
        if (!fromProblem.isEmpty()) return fromProblem;
        if (status == 401) {
            return (token == null ? "Nobody is logged in here. " : "The token in " + token.source() + " is not valid. ")
                    + "Run: firedrill login";
        }
        if (code.equals("FD-STEP-UP")) return "Repeat the command and give your password, or use --password-file.";
        return switch (status) {
            case 403 -> "Ask someone who has the role; whoami shows yours.";
            case 404 -> "Check the name; the list commands show what there is.";
            case 429 -> "Wait a little and repeat the command.";
            case 500 -> "Give the request id to who runs the server; its log says more.";
            default -> "";
        };
    }
}
