package io.firedrill.web.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.target.Targets;
import io.firedrill.web.api.RunQuery;

/** The list of runs, filtered and sorted by its address. */
@Controller
class RunListPage {
    private static final int PAGE = 50;

    private final Runs runs;
    private final Targets targets;
    private final Library library;

    RunListPage(Runs runs, Targets targets, Library library) {
        this.runs = runs;
        this.targets = targets;
        this.library = library;
    }

    @GetMapping("/runs")
    String list(@RequestParam Map<String, String> query, Model model) {
        var view = new ListView("/runs", query);
        List<Run> found = List.of();
        try {
            // One more than is shown, to know whether there is another page.
            var filter = RunQuery.read(view.filters());
            found = runs.list(filter.page(PAGE + 1, (view.page() - 1) * PAGE));
        } catch (FiredrillException refusal) {
            model.addAttribute("problems", refusal.problems());
        }
        model.addAttribute("list", view);
        model.addAttribute("more", found.size() > PAGE);
        model.addAttribute(
                "runs", found.stream().limit(PAGE).map(RunSummary::of).toList());
        model.addAttribute("states", List.of(RunState.values()));
        model.addAttribute(
                "targets",
                view.choices(
                        "target",
                        targets.all().stream()
                                .map(Targets.Target::name)
                                .sorted()
                                .toList()));
        model.addAttribute(
                "runbooks",
                view.choices(
                        "runbook",
                        library.newest().stream()
                                .map(entry -> entry.runbook().key())
                                .sorted()
                                .toList()));
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
}
