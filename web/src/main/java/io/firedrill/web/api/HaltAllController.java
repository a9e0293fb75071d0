package io.firedrill.web.api;

import java.util.List;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.HaltAll;
import io.firedrill.web.security.People;

/** The lever that stops every run's new effects. */
@RestController
@RequestMapping("/api/v1/halt-all")
class HaltAllController {
    private final HaltAll lever;

    HaltAllController(HaltAll lever) {
        this.lever = lever;
    }

    @GetMapping
    Views.HaltAllView status() {
        return Views.HaltAllView.of(lever.status().orElse(null));
    }

    @PostMapping
    Views.HaltAllView on(@RequestBody Bodies.Reason body) {
        return Views.HaltAllView.of(lever.on(reason(body), People.current().name()));
    }

    @DeleteMapping
    Views.HaltAllView off(@RequestBody Bodies.Reason body) {
        lever.off(reason(body), People.current().name());
        return status();
    }

    private static String reason(Bodies.Reason body) {
        if (!body.reason().isBlank()) return body.reason();
        throw FiredrillException.invalid(
                List.of(Problem.at("reason", "FD-FIELD", "'reason' is empty.", "Say why in a few words.")));
    }
}
