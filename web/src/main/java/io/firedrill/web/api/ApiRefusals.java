package io.firedrill.web.api;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.redact.Redaction;
import io.firedrill.web.problem.ProblemJson;
import io.firedrill.web.problem.RequestIds;
import io.firedrill.web.security.Login.LoginRefusedException;
import io.firedrill.web.security.TooManyTriesException;

/** Every "no" of the API, in one form. */
@RestControllerAdvice(basePackageClasses = ApiRefusals.class)
class ApiRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(ApiRefusals.class);

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(HeldByDrillException refusal, HttpServletRequest request) {
        return json(HttpStatus.CONFLICT, request, refusal.problems())
                .with("heldBy", refusal.heldBy())
                .with("choices", List.of("roll-back-first", "leave-as-is"))
                .response();
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(FiredrillException refusal, HttpServletRequest request) {
        return json(status(refusal.kind()), request, refusal.problems()).response();
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> wrongLogin(LoginRefusedException refusal, HttpServletRequest request) {
        return one(
                HttpStatus.UNAUTHORIZED,
                request,
                Problem.of("FD-LOGIN", String.valueOf(refusal.getMessage()), "Check both and try again."));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> tooMany(TooManyTriesException refusal, HttpServletRequest request) {
        var seconds = refusal.retryAfterSeconds();
        var answer = one(
                HttpStatus.TOO_MANY_REQUESTS,
                request,
                Problem.of(
                        "FD-TOO-MANY", String.valueOf(refusal.getMessage()), "Try again in %d s.".formatted(seconds)));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(answer.getBody());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> tooLarge(BodyConverter.TooLargeException refusal, HttpServletRequest request) {
        return one(
                HttpStatus.CONTENT_TOO_LARGE,
                request,
                Problem.of("FD-TOO-LARGE", String.valueOf(refusal.getMessage()), "Send less."));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> notJson(HttpMessageNotReadableException refusal, HttpServletRequest request) {
        return one(
                HttpStatus.BAD_REQUEST,
                request,
                Problem.of(
                        "FD-BODY",
                        Redaction.clean(String.valueOf(refusal.getMessage()))
                                .lines()
                                .findFirst()
                                .orElse("Not JSON."),
                        "Send a JSON object."));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> wrongType(
            MethodArgumentTypeMismatchException refusal, HttpServletRequest request) {
        return one(
                HttpStatus.UNPROCESSABLE_CONTENT,
                request,
                Problem.at(
                        refusal.getName(),
                        "FD-QUERY",
                        "'%s' has a value that does not fit.".formatted(refusal.getName()),
                        "docs/api.md lists what it takes."));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> callersMistake(IllegalArgumentException refusal, HttpServletRequest request) {
        return one(
                HttpStatus.UNPROCESSABLE_CONTENT,
                request,
                Problem.of("FD-VALUE", String.valueOf(refusal.getMessage()), "Correct the value."));
    }

    /** The caller of a stream went away; there is nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException gone) {
        LOG.debug("A stream's reader went away.");
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> rest(Exception failure, HttpServletRequest request) throws Exception {
        // The security filters answer these.
        if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) throw failure;
        if (failure instanceof ErrorResponse known) {
            var status = HttpStatus.valueOf(known.getStatusCode().value());
            var detail = known.getBody().getDetail();
            return one(
                    status,
                    request,
                    Problem.of(
                            "FD-REQUEST",
                            detail == null ? status.getReasonPhrase() : detail,
                            "GET /v3/api-docs says what each call takes."));
        }
        LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return one(
                HttpStatus.INTERNAL_SERVER_ERROR,
                request,
                Problem.of(
                        "FD-INTERNAL",
                        "The server failed at this request.",
                        "Look for %s in the server's log.".formatted(RequestIds.of(request))));
    }

    private static HttpStatus status(FiredrillException.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case CONFLICT -> HttpStatus.CONFLICT;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static ResponseEntity<Map<String, Object>> one(
            HttpStatus status, HttpServletRequest request, Problem problem) {
        return json(status, request, List.of(problem)).response();
    }

    private static ProblemJson json(HttpStatus status, HttpServletRequest request, List<Problem> problems) {
        return ProblemJson.of(status, request.getRequestURI(), RequestIds.of(request), problems);
    }
}
