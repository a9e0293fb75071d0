package io.firedrill.web.page;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

import io.firedrill.engine.problem.Problem;
import io.firedrill.web.problem.ProblemJson;
import io.firedrill.web.problem.RequestIds;

/** Where requests end that nothing else answered: a page for people, a problem for programs. */
@Controller
class ErrorPages implements ErrorController {
    private static final int DEEPEST_CAUSE = 12;

    /**
     * What the page says.
     *
     * @param button the next step, as a link
     */
    record Failure(int status, String title, String what, String next, String button, String href) {}

    @RequestMapping("/error")
    @Nullable
    String error(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
        var status = status(request);
        var failure = failure(status, path(request));
        var requestId = RequestIds.of(request);
        var path = path(request);
        if (path.startsWith("/api/") || path.startsWith("/v3/")) {
            ProblemJson.of(status, path, requestId, List.of(Problem.of("FD-REQUEST", failure.what(), failure.next())))
                    .writeTo(response);
            return null;
        }
        response.setStatus(status.value());
        if (request.getAttribute(PageRefusals.PROBLEMS) instanceof List<?> said) model.addAttribute("said", said);
        model.addAttribute("failure", failure);
        model.addAttribute("requestId", requestId);
        return "error";
    }

    private static String path(HttpServletRequest request) {
        return String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    }

    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        if (status == HttpStatus.INTERNAL_SERVER_ERROR && databaseDown(request)) return HttpStatus.SERVICE_UNAVAILABLE;
        // Asked for directly, without an error behind it.
        return status == null ? HttpStatus.NOT_FOUND : status;
    }

    private static boolean databaseDown(HttpServletRequest request) {
        var cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        for (int i = 0; cause != null && i < DEEPEST_CAUSE; i++) {
            if (cause instanceof DataAccessException || cause instanceof TransactionException) return true;
            cause = cause.getCause();
        }
        return false;
    }

    private static Failure failure(HttpStatus status, String path) {
        return switch (status) {
            case FORBIDDEN ->
                new Failure(
                        403,
                        "Not yours to do",
                        "Your roles do not include this page or act, or the form was open for too long.",
                        "Go back and try once more. If it stays, ask someone with the role, or an admin for it.",
                        "See your roles",
                        "/settings");
            case NOT_FOUND -> missing(path);
            case CONFLICT ->
                new Failure(
                        409,
                        "Not now",
                        "Something stands against this at the moment.",
                        "Look at what it is about, then try again.",
                        "List runs",
                        "/runs");
            case UNPROCESSABLE_CONTENT ->
                new Failure(
                        422,
                        "That does not fit",
                        "A value in the address or the form cannot be used.",
                        "Correct it and try again.",
                        "Go home",
                        "/");
            case TOO_MANY_REQUESTS ->
                new Failure(
                        429,
                        "Too many tries",
                        "There were too many requests or wrong passwords from here.",
                        "Wait a few minutes, then try again. The shell with a token still works.",
                        "Sign in",
                        "/login");
            case SERVICE_UNAVAILABLE ->
                new Failure(
                        503,
                        "The engine does not answer",
                        "The database, or something else that runs need, cannot be reached from this server.",
                        "Runs wait and go on by themselves when it is back. For a real incident now, follow the runbook"
                                + " by hand from your printed or cached copy: firedrill runbook show KEY.",
                        "Try again",
                        path);
            default -> other(status, path);
        };
    }

    private static Failure missing(String path) {
        var one = path.startsWith("/runs/")
                ? new Failure(404, "No such run", "", "", "List runs", "/runs")
                : path.startsWith("/runbooks/")
                        ? new Failure(404, "No such runbook", "", "", "List runbooks", "/runbooks")
                        : path.startsWith("/targets/")
                                ? new Failure(404, "No such target", "", "", "List targets", "/targets")
                                : new Failure(404, "Nothing here", "", "", "Go home", "/");
        return new Failure(
                404,
                one.title(),
                "Nothing has this address.",
                "Check the address for a slip, or start from the list.",
                one.button(),
                one.href());
    }

    private static Failure other(HttpStatus status, String path) {
        if (status.is5xxServerError())
            return new Failure(
                    status.value(),
                    "The server failed",
                    "Something broke while making this page. Runs go on by themselves.",
                    "Try again. If it stays, give the request id below to whoever runs this server; it is in the log.",
                    "Try again",
                    path);
        return new Failure(
                status.value(),
                "That did not work",
                "The server could not take this request: " + status.getReasonPhrase() + ".",
                "Go back and try once more.",
                "Go home",
                "/");
    }
}
