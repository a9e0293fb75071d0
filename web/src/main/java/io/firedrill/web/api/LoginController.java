package io.firedrill.web.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.firedrill.web.security.Login;
import io.firedrill.web.security.People;
import io.firedrill.web.security.SignedIn;

/** Who you are, and getting and giving back a token. */
@RestController
@RequestMapping("/api/v1")
class LoginController {
    private static final int LONGEST_LABEL = 100;

    private final Login login;
    private final SignedIn signedIn;

    LoginController(Login login, SignedIn signedIn) {
        this.login = login;
        this.signedIn = signedIn;
    }

    @GetMapping("/me")
    Views.Me me() {
        return Views.Me.of(People.current());
    }

    @PostMapping("/login")
    @ResponseStatus(HttpStatus.CREATED)
    Views.Token login(@RequestBody Bodies.Login body, HttpServletRequest request) {
        var label = body.label() == null || body.label().isBlank() ? "login" : body.label();
        var shortened = label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL) : label;
        return Views.Token.of(login.token(body.name(), body.password(), shortened, request.getRemoteAddr()));
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(HttpServletRequest request) {
        signedIn.end(request);
    }

    @PostMapping("/step-up")
    Views.StepUp stepUp(@RequestBody Bodies.Password body, HttpServletRequest request) {
        return Views.StepUp.of(login.stepUp(People.current(), body.password(), request.getRemoteAddr()));
    }
}
