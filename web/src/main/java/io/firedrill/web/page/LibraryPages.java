package io.firedrill.web.page;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.library.Library.Subject;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.target.Targets;
import io.firedrill.web.security.People;

/** Runbooks, targets, and what waits for a second person's approval. */
@Controller
class LibraryPages {
    private static final int WAITING = 50;
    private static final int LATEST = 10;

    private final Library library;
    private final Targets targets;
    private final Runs runs;
    private final InstantSource clock;
    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer html =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    LibraryPages(Library library, Targets targets, Runs runs, InstantSource clock) {
        this.library = library;
        this.targets = targets;
        this.runs = runs;
        this.clock = clock;
    }

    /** A runbook or template with its approval as it stands. */
    record Row<T>(T entry, Look approval) {}

    record TargetRow(Targets.Target target, Targets.@Nullable Holder holder) {}

    record HealthRow(String system, String kind, Look state, String detail) {}

    @GetMapping("/runbooks")
    String runbooks(Model model) {
        model.addAttribute("runbooks", library.newest().stream().map(this::row).toList());
        model.addAttribute("problems", library.problems());
        return "runbooks";
    }

    @GetMapping("/runbooks/{key}")
    String runbook(@PathVariable String key, @RequestParam(required = false) @Nullable String version, Model model) {
        var entry = library.find(key, version)
                .orElseThrow(() ->
                        FiredrillException.notFound("FD-RUNBOOK-UNKNOWN", "There is no such runbook.", "List them."));
        model.addAttribute("row", row(entry));
        model.addAttribute("versions", library.versions(key));
        model.addAttribute("manual", manual(entry.runbook().manualPage()));
        model.addAttribute(
                "templates",
                templateRows().stream()
                        .filter(template -> template.entry().runbook().equals(key))
                        .toList());
        var filter = new Runs.Filter(null, null, key, Set.of(), null, null, null, LATEST);
        model.addAttribute(
                "latest", runs.list(filter).stream().map(RunSummary::of).toList());
        return "runbook";
    }

    @GetMapping("/targets")
    String targets(Model model) {
        model.addAttribute(
                "targets",
                targets.all().stream()
                        .map(target -> new TargetRow(
                                target, targets.holder(target.name()).orElse(null)))
                        .toList());
        model.addAttribute("problems", targets.problems());
        return "targets";
    }

    @GetMapping("/targets/{name}")
    String target(@PathVariable String name, Model model) {
        var target = targets.find(name)
                .orElseThrow(() ->
                        FiredrillException.notFound("FD-TARGET-UNKNOWN", "There is no such target.", "List them."));
        model.addAttribute("row", new TargetRow(target, targets.holder(name).orElse(null)));
        model.addAttribute("drillHealth", health(target, false));
        model.addAttribute("realHealth", target.hasReal() ? health(target, true) : List.of());
        return "target";
    }

    @GetMapping("/approvals")
    String approvals(Model model) {
        var waiting = new Runs.Filter(null, null, null, Set.of(RunState.WAITING), null, null, null, WAITING);
        model.addAttribute(
                "waiting", runs.list(waiting).stream().map(RunSummary::of).toList());
        model.addAttribute("runbooks", library.newest().stream().map(this::row).toList());
        model.addAttribute("templates", templateRows());
        return "approvals";
    }

    @PostMapping("/approvals/runbooks/{key}/{hash}")
    String approveRunbook(
            @PathVariable String key,
            @PathVariable String hash,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes back) {
        return decide(Subject.RUNBOOK, hash, act, reason, back, "Runbook " + key);
    }

    @PostMapping("/approvals/templates/{hash}")
    String approveTemplate(
            @PathVariable String hash,
            @RequestParam String act,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes back) {
        return decide(Subject.TEMPLATE, hash, act, reason, back, "The template");
    }

    private String decide(
            Subject subject, String hash, String act, String reason, RedirectAttributes back, String what) {
        var person = People.current().name();
        try {
            if (act.equals("withdraw")) {
                library.withdraw(subject, hash, reason, person);
                back.addFlashAttribute("done", what + " is no longer approved.");
            } else {
                library.approve(subject, hash, person);
                back.addFlashAttribute("done", what + " is approved.");
            }
        } catch (FiredrillException refusal) {
            back.addFlashAttribute("problems", refusal.problems());
        }
        return "redirect:/approvals";
    }

    private List<HealthRow> health(Targets.Target target, boolean real) {
        var answers = targets.check(target.name(), real);
        return target.systems().entrySet().stream()
                .filter(system -> answers.containsKey(system.getKey()))
                .map(system -> {
                    var health = answers.get(system.getKey());
                    return new HealthRow(
                            system.getKey(),
                            system.getValue().kind(),
                            Look.ofHealth(health != null && health.healthy()),
                            health == null ? "" : health.detail());
                })
                .toList();
    }

    /** The page has its own title and section, so its headings begin below them. */
    private String manual(String text) {
        var page = markdown.parse(text);
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                heading.setLevel(Math.min(6, heading.getLevel() + 2));
            }
        });
        return html.render(page);
    }

    private Row<Library.Entry> row(Library.Entry entry) {
        return new Row<>(entry, approval(entry.approval(), entry.origin() == Library.Origin.SHIPPED));
    }

    private List<Row<Library.TemplateEntry>> templateRows() {
        var shipped = library.newest().stream()
                .filter(entry -> entry.origin() == Library.Origin.SHIPPED)
                .map(entry -> entry.runbook().key())
                .collect(Collectors.toSet());
        return library.templates().stream()
                .map(entry -> new Row<>(entry, approval(entry.approval(), shipped.contains(entry.runbook()))))
                .toList();
    }

    private Look approval(Library.@Nullable Approval approval, boolean shipped) {
        if (approval == null && shipped) return new Look("state-done", "for the sandbox", "quiet");
        if (approval == null) return new Look("state-waiting", "not approved", "warn");
        if (!approval.valid(clock.instant())) return new Look("state-missed", "approval expired", "bad");
        return new Look("state-done", "approved", "good");
    }
}
