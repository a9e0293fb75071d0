package io.firedrill.web.page;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

import io.firedrill.engine.problem.Problem;
import io.firedrill.web.problem.ProblemJson;
import io.firedrill.web.problem.RequestIds;

/** Where requests end that nothing else answered: a page for people, a problem for programs. */
@Controller
class ErrorPages implements ErrorController {
    /** What the page says. */
    record Failure(int status, String title, String what, String next, String requestId) {}

    @RequestMapping("/error")
    @Nullable
    String error(HttpServletRequest request, HttpServletResponse response, Model model) throws IOException {
        var status = status(request);
        var failure = failure(status, RequestIds.of(request));
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (path.startsWith("/api/") || path.startsWith("/v3/")) {
            ProblemJson.of(
                            status,
                            path,
                            failure.requestId(),
                            List.of(Problem.of("FD-REQUEST", failure.what(), failure.next())))
                    .writeTo(response);
            return null;
        }
        response.setStatus(status.value());
        model.addAttribute("failure", failure);
        return "error";
    }

    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        // Asked for directly, without an error behind it.
        return status == null ? HttpStatus.NOT_FOUND : status;
    }

    private static Failure failure(HttpStatus status, String requestId) {
        return switch (status) {
            case FORBIDDEN ->
                new Failure(
                        403,
                        "Not yours to do",
                        "Your role does not include this page or act, or the form was too old.",
                        "Go back and try once more. If it stays, ask someone with the role, or an admin for it.",
                        requestId);
            case NOT_FOUND ->
                new Failure(
                        404,
                        "Nothing here",
                        "No page or run has this address.",
                        "Check the address, or find the run in the list of runs.",
                        requestId);
            case TOO_MANY_REQUESTS ->
                new Failure(
                        429,
                        "Too many tries",
                        "There were too many requests or wrong passwords from here.",
                        "Wait a few minutes, then try again. The shell with a token still works.",
                        requestId);
            default ->
                new Failure(
                        status.value(),
                        status.is5xxServerError() ? "The server failed" : "That did not work",
                        status.is5xxServerError()
                                ? "Something broke while making this page. Runs go on by themselves."
                                : "The server could not take this request: " + status.getReasonPhrase() + ".",
                        "Try again. If it stays, give the request id to whoever runs this server.",
                        requestId);
        };
    }
}
