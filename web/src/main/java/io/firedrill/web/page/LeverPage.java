package io.firedrill.web.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.firedrill.engine.run.HaltAll;
import io.firedrill.web.security.People;

/** Halting everything, and lifting it, from the first page. */
@Controller
class LeverPage {
    private final HaltAll lever;

    LeverPage(HaltAll lever) {
        this.lever = lever;
    }

    @PostMapping("/halt-all/on")
    String on(@RequestParam String reason, RedirectAttributes back) {
        lever.on(
                reason.isBlank() ? "no reason given" : reason.strip(),
                People.current().name());
        back.addFlashAttribute("done", "Everything is halted. No new effect starts on any server.");
        return "redirect:/";
    }

    @PostMapping("/halt-all/off")
    String off(@RequestParam String reason, RedirectAttributes back) {
        lever.off(
                reason.isBlank() ? "no reason given" : reason.strip(),
                People.current().name());
        back.addFlashAttribute("done", "The halt is lifted.");
        return "redirect:/";
    }
}
