package io.firedrill.web.page;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.journal.Event;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.Runs;
import io.firedrill.web.api.Lookups;

/** The pages of one run. */
@Controller
class RunPages {
    private static final int SHOWN_BESIDE = 60;
    private static final int SHOWN_ALONE = 200;
    private static final int LOOK_BACK = 20;
    private static final int MOST_CHOSEN = 500;
    private static final String PEOPLE = "people";
    /** Kinds of which the row of the step's end says the gist. */
    private static final Set<String> DETAILS =
            Set.of("step-started", "effect-intended", "effect-done", "message-queued");

    private final Runs runs;
    private final RunEvents events;
    private final Messages messages;
    private final Library library;
    private final Lookups lookups;

    RunPages(Runs runs, RunEvents events, Messages messages, Library library, Lookups lookups) {
        this.runs = runs;
        this.events = events;
        this.messages = messages;
        this.library = library;
        this.lookups = lookups;
    }

    @GetMapping("/runs/{id}")
    String overview(@PathVariable String id, Model model) {
        var run = lookups.run(id);
        detail(run, "overview", model);
        newest(run, SHOWN_BESIDE, model);
        return "run";
    }

    /** The parts of the page that change, and the rows after the last one the reader has. */
    @GetMapping("/runs/{id}/live")
    String live(@PathVariable String id, @RequestParam(defaultValue = "0") long after, Model model) {
        var run = lookups.run(id);
        detail(run, "overview", model);
        events(events.after(run, after, SHOWN_ALONE), model);
        return "run-live";
    }

    @GetMapping("/runs/{id}/timeline")
    String timeline(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "all") String view,
            @RequestParam(defaultValue = "") String step,
            Model model) {
        var run = lookups.run(id);
        detail(run, "timeline", model);
        if (step.isEmpty() && !view.equals(PEOPLE)) stretch(run, before, view, model);
        else events(chosen(run, step, view), model);
        model.addAttribute("step", step);
        model.addAttribute("view", view);
        model.addAttribute("live", before == null && step.isEmpty() && view.equals("all"));
        return "run-timeline";
    }

    /** The newest events, or the ones before a number; details left out of the compact view. */
    private void stretch(Run run, @Nullable Long before, String view, Model model) {
        var last = before == null ? events.last(run) : before - 1;
        var first = Math.max(0, last - SHOWN_ALONE);
        var found = events.after(run, first, (int) (last - first));
        if (view.equals("compact"))
            found = found.stream()
                    .filter(event -> !DETAILS.contains(event.kind()))
                    .toList();
        events(found, model);
        model.addAttribute("earlier", first > 0 ? first + 1 : null);
    }

    /** What people did, or what one step did, of the whole run. */
    private List<Event> chosen(Run run, String step, String view) {
        var found = events.all(
                run,
                event -> (step.isEmpty() || step.equals(event.step()))
                        && (!view.equals(PEOPLE) || !event.actor().equals("firedrill")));
        return found.size() > MOST_CHOSEN ? found.subList(found.size() - MOST_CHOSEN, found.size()) : found;
    }

    @GetMapping("/runs/{id}/diagram")
    String diagram(@PathVariable String id, Model model) {
        var run = lookups.run(id);
        detail(run, "diagram", model);
        var bpmn = library.find(run.runbook(), run.version())
                .map(entry -> Base64.getEncoder().encodeToString(entry.runbook().bpmn()))
                .orElse("");
        model.addAttribute("bpmn", bpmn);
        var tokens = new LinkedHashMap<String, String>();
        for (var step : run.steps()) tokens.put(step.id(), step.state().label());
        model.addAttribute("tokens", tokens);
        model.addAttribute("taken", taken(run));
        return "run-diagram";
    }

    @GetMapping("/runs/{id}/messages")
    String messages(@PathVariable String id, Model model) {
        var run = lookups.run(id);
        detail(run, "messages", model);
        model.addAttribute(
                "messages",
                messages.of(run.id().toString()).stream()
                        .map(message -> new MessageRow(message, Look.ofMessage(message.state())))
                        .toList());
        return "run-messages";
    }

    /** The flows that gateways chose, as the journal has them. */
    private List<String> taken(Run run) {
        return events.all(run, event -> event.kind().equals("decided")).stream()
                .map(event -> String.valueOf(event.data().get("flow")))
                .distinct()
                .toList();
    }

    record MessageRow(Messages.Message message, Look state) {}

    /** What every page of a run shows. */
    void detail(Run run, String tab, Model model) {
        model.addAttribute("run", RunDetail.of(run, previous(run)));
        model.addAttribute("tab", tab);
        model.addAttribute("lastEvent", run.lastEvent());
    }

    /** The last ended run of the same runbook, target and mode that measured something. */
    private @Nullable Run previous(Run run) {
        var filter =
                new Runs.Filter(run.mode(), run.target(), run.runbook(), Set.of(), null, null, run.id(), LOOK_BACK);
        return runs.list(filter).stream()
                .filter(earlier -> earlier.state().ended() && RunFigures.timeToRevoke(earlier) != null)
                .findFirst()
                .orElse(null);
    }

    private void newest(Run run, int most, Model model) {
        var last = events.last(run);
        events(events.after(run, last - most, most), model);
        model.addAttribute("earlier", last > most ? last - most : null);
    }

    private static void events(List<Event> events, Model model) {
        model.addAttribute("events", events.stream().map(RunDetail.EventRow::of).toList());
        model.addAttribute(
                "lastEvent",
                events.isEmpty() ? 0 : events.get(events.size() - 1).number());
    }
}
