package io.firedrill.web.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.journal.Event;
import io.firedrill.engine.journal.Journal;
import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.web.api.Lookups;
import io.firedrill.web.api.RunQuery;

/** The list of runs, and the pages of one. */
@Controller
class RunPages {
    private static final int SHOWN_BESIDE = 60;
    private static final int SHOWN_ALONE = 200;
    private static final int LOOK_BACK = 20;
    /** Kinds of which the row of the step's end says the gist. */
    private static final Set<String> DETAILS =
            Set.of("step-started", "effect-intended", "effect-done", "message-queued");

    private final Runs runs;
    private final Journal journal;
    private final Messages messages;
    private final Library library;
    private final Lookups lookups;

    RunPages(Runs runs, Journal journal, Messages messages, Library library, Lookups lookups) {
        this.runs = runs;
        this.journal = journal;
        this.messages = messages;
        this.library = library;
        this.lookups = lookups;
    }

    @GetMapping("/runs")
    String list(@RequestParam Map<String, String> query, Model model) {
        List<Run> found = List.of();
        try {
            found = runs.list(RunQuery.read(query));
        } catch (FiredrillException refusal) {
            model.addAttribute("problems", refusal.problems());
        }
        model.addAttribute("runs", found.stream().map(RunSummary::of).toList());
        model.addAttribute("query", query);
        model.addAttribute("states", List.of(RunState.values()));
        model.addAttribute("filtered", query.values().stream().anyMatch(value -> !value.isBlank()));
        model.addAttribute(
                "oldest", found.isEmpty() ? null : found.get(found.size() - 1).id());
        return "runs";
    }

    @GetMapping(path = "/runs.csv", produces = "text/csv")
    ResponseEntity<byte[]> csv(@RequestParam Map<String, String> query) {
        var found = runs.list(RunQuery.read(query));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"firedrill-runs.csv\"")
                .body(RunCsv.of(found).getBytes(StandardCharsets.UTF_8));
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
        events(journal.events(run.id().toString(), after, SHOWN_ALONE), model);
        return "run-live";
    }

    @GetMapping("/runs/{id}/timeline")
    String timeline(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "all") String view,
            Model model) {
        var run = lookups.run(id);
        detail(run, "timeline", model);
        var last = before == null ? journal.last(run.id().toString()) : before - 1;
        var first = Math.max(0, last - SHOWN_ALONE);
        var found = last < 1 ? List.<Event>of() : journal.events(run.id().toString(), first, (int) (last - first));
        if (view.equals("compact"))
            found = found.stream()
                    .filter(event -> !DETAILS.contains(event.kind()))
                    .toList();
        events(found, model);
        model.addAttribute("view", view);
        model.addAttribute("earlier", first > 0 ? first + 1 : null);
        model.addAttribute("newestShown", before == null);
        return "run-timeline";
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

    record MessageRow(Messages.Message message, Look state) {}

    private void detail(Run run, String tab, Model model) {
        model.addAttribute("run", RunDetail.of(run, previous(run)));
        model.addAttribute("tab", tab);
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
        var name = run.id().toString();
        var last = journal.last(name);
        events(journal.events(name, Math.max(0, last - most), most), model);
        model.addAttribute("earlier", last > most ? last - most : null);
    }

    private static void events(List<Event> events, Model model) {
        model.addAttribute("events", events.stream().map(RunDetail.EventRow::of).toList());
        model.addAttribute(
                "lastEvent",
                events.isEmpty() ? 0 : events.get(events.size() - 1).number());
    }
}
