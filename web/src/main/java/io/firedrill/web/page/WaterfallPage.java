package io.firedrill.web.page;

import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import io.firedrill.web.api.Lookups;

/** A run's steps and probes over time. */
@Controller
class WaterfallPage {
    private final RunEvents events;
    private final Lookups lookups;
    private final RunPages pages;
    private final InstantSource clock;

    WaterfallPage(RunEvents events, Lookups lookups, RunPages pages, InstantSource clock) {
        this.events = events;
        this.lookups = lookups;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/runs/{id}/waterfall")
    String waterfall(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "squeezed") String scale,
            Model model) {
        var run = lookups.run(id);
        pages.detail(run, "waterfall", model);
        var window = window(from, to, !scale.equals("even"));
        var turns = events.all(run, Waterfall::marked);
        model.addAttribute("fall", Waterfall.of(run, turns, clock.instant(), window));
        model.addAttribute("proof", Waterfall.proof(run));
        return "run-waterfall";
    }

    /** Seconds that are no number, or a range that ends before it begins, show the whole run. */
    static Waterfall.Window window(@Nullable String from, @Nullable String to, boolean squeeze) {
        var begin = seconds(from);
        var end = seconds(to);
        if (end != null && end <= (begin == null ? 0 : begin)) return new Waterfall.Window(null, null, squeeze);
        return new Waterfall.Window(begin, end, squeeze);
    }

    private static @Nullable Double seconds(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        try {
            var value = Double.parseDouble(text.strip());
            return value >= 0 && value < 1e8 ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
