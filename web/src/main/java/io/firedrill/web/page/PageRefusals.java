package io.firedrill.web.page;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

import io.firedrill.engine.problem.FiredrillException;

/** A refusal that no form caught becomes an error page that says what the refusal says. */
@ControllerAdvice(basePackageClasses = PageRefusals.class)
class PageRefusals {
    static final String PROBLEMS = PageRefusals.class.getName();

    @ExceptionHandler
    void refused(FiredrillException refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(PROBLEMS, refusal.problems());
        response.sendError(
                switch (refusal.kind()) {
                    case NOT_FOUND -> 404;
                    case FORBIDDEN -> 403;
                    case INVALID -> 422;
                    case CONFLICT -> 409;
                    case UNAVAILABLE -> 503;
                });
    }
}
