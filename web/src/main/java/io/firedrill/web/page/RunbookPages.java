package io.firedrill.web.page;

import java.util.Base64;
import java.util.List;
import java.util.Set;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Runs;
import io.firedrill.runbooks.model.Parameter;

/** The runbooks, and one of them: text, diagram, parameters, objectives, messages, versions. */
@Controller
class RunbookPages {
    private static final int LATEST = 10;

    private final Library library;
    private final Standings standings;
    private final Runs runs;
    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer html =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    RunbookPages(Library library, Standings standings, Runs runs) {
        this.library = library;
        this.standings = standings;
        this.runs = runs;
    }

    /** A parameter in words. */
    record ParameterRow(Parameter parameter, String form, String needed) {
        static ParameterRow of(Parameter parameter) {
            var needed =
                    switch (parameter.required()) {
                        case NEVER -> "optional";
                        case REAL -> "for real";
                        case ALWAYS -> "always";
                    };
            var when = parameter.onlyWhen();
            return new ParameterRow(
                    parameter,
                    StartForm.form(parameter),
                    when == null ? needed : needed + ", when " + when.parameter() + " is " + oneOf(when.values()));
        }

        private static String oneOf(List<String> values) {
            return String.join(" or ", values);
        }
    }

    @GetMapping("/runbooks")
    String runbooks(Model model) {
        model.addAttribute("runbooks", standings.runbooks());
        model.addAttribute("fileProblems", library.problems());
        return "runbooks";
    }

    @GetMapping("/runbooks/{key}")
    String runbook(@PathVariable String key, @RequestParam(required = false) @Nullable String version, Model model) {
        var entry = library.find(key, version)
                .orElseThrow(() -> FiredrillException.notFound(
                        "FD-RUNBOOK-UNKNOWN",
                        "There is no runbook '%s'%s."
                                .formatted(shown(key), version == null ? "" : " in version " + shown(version)),
                        "List the runbooks: firedrill runbook list"));
        var versions = library.versions(key);
        model.addAttribute("row", standings.runbook(entry));
        model.addAttribute("versions", versions.stream().map(standings::runbook).toList());
        model.addAttribute(
                "newest",
                versions.isEmpty()
                        || versions.get(0)
                                .runbook()
                                .version()
                                .equals(entry.runbook().version()));
        model.addAttribute("manual", manual(entry.runbook().manualPage()));
        model.addAttribute(
                "bpmn", Base64.getEncoder().encodeToString(entry.runbook().bpmn()));
        model.addAttribute(
                "parameters",
                entry.runbook().parameters().stream().map(ParameterRow::of).toList());
        model.addAttribute("templates", standings.templates(key));
        var filter = new Runs.Filter(null, null, key, Set.of(), null, null, null, LATEST);
        model.addAttribute(
                "latest", runs.list(filter).stream().map(RunSummary::of).toList());
        model.addAttribute("trend", Trend.ofLatest(runs, key, null));
        return "runbook";
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

    private static String shown(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
