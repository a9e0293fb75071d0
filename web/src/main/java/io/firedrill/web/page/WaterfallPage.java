package io.firedrill.web.page;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.journal.Journal;
import io.firedrill.web.api.Lookups;

/** A run's steps and probes over time. */
@Controller
class WaterfallPage {
    private static final int BATCH = 1000;
    /** Marks of more events than this would hide each other. */
    private static final int MOST_EVENTS = 20_000;

    private final Journal journal;
    private final Lookups lookups;
    private final RunPages pages;
    private final InstantSource clock;

    WaterfallPage(Journal journal, Lookups lookups, RunPages pages, InstantSource clock) {
        this.journal = journal;
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
        var events = events(run.id().toString());
        model.addAttribute("fall", Waterfall.of(run, events, clock.instant(), window));
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

    private List<Event> events(String run) {
        var all = new ArrayList<Event>();
        var batch = journal.events(run, 0, BATCH);
        while (!batch.isEmpty() && all.size() < MOST_EVENTS) {
            all.addAll(batch);
            batch = journal.events(run, batch.get(batch.size() - 1).number(), BATCH);
        }
        return all;
    }
}
