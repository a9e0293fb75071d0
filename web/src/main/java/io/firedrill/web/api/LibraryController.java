package io.firedrill.web.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.library.Library.Subject;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.web.problem.ProblemJson;
import io.firedrill.web.security.People;

/** Runbook versions and message templates, and their approvals. */
@RestController
@RequestMapping("/api/v1")
class LibraryController {
    private static final int LARGEST_ZIP = 5 * 1024 * 1024;

    private final Library library;

    LibraryController(Library library) {
        this.library = library;
    }

    /** The newest versions, and what keeps other folders from being used. */
    record RunbookList(String schema, List<LibraryViews.RunbookView> items, List<Map<String, Object>> problems) {}

    @GetMapping("/runbooks")
    RunbookList runbooks() {
        var templates = library.templates();
        return new RunbookList(
                "firedrill.runbooks/v1",
                library.newest().stream()
                        .map(entry -> LibraryViews.RunbookView.of(entry, templates))
                        .toList(),
                library.problems().stream().map(ProblemJson::member).toList());
    }

    @GetMapping("/runbooks/{key}")
    LibraryViews.RunbookView runbook(
            @PathVariable String key, @RequestParam(required = false) @Nullable String version) {
        return view(found(key, version));
    }

    @GetMapping(path = "/runbooks/{key}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    byte[] diagram(@PathVariable String key, @RequestParam(required = false) @Nullable String version) {
        return found(key, version).runbook().bpmn();
    }

    @PostMapping(path = "/runbooks", consumes = "application/zip")
    @ResponseStatus(HttpStatus.CREATED)
    LibraryViews.RunbookView add(HttpServletRequest request) throws IOException {
        var zip = request.getInputStream().readNBytes(LARGEST_ZIP + 1);
        if (zip.length > LARGEST_ZIP) throw new BodyConverter.TooLargeException(LARGEST_ZIP);
        return view(library.add(zip, People.current().name()));
    }

    @PostMapping("/runbooks/{key}/versions/{hash}/approve")
    LibraryViews.RunbookView approve(@PathVariable String key, @PathVariable String hash) {
        var entry = found(key, hash);
        library.approve(
                Subject.RUNBOOK, entry.runbook().version(), People.current().name());
        return view(found(key, hash));
    }

    @PostMapping("/runbooks/{key}/versions/{hash}/withdraw")
    LibraryViews.RunbookView withdraw(
            @PathVariable String key, @PathVariable String hash, @RequestBody Bodies.Reason body) {
        var entry = found(key, hash);
        library.withdraw(
                Subject.RUNBOOK,
                entry.runbook().version(),
                body.reason(),
                People.current().name());
        return view(found(key, hash));
    }

    @GetMapping("/comms/templates")
    Views.Many<LibraryViews.TemplateView> templates() {
        return new Views.Many<>(
                "firedrill.templates/v1",
                library.templates().stream().map(LibraryViews.TemplateView::of).toList());
    }

    @PostMapping("/comms/templates/{hash}/approve")
    LibraryViews.TemplateView approveTemplate(@PathVariable String hash) {
        var entry = template(hash);
        library.approve(
                Subject.TEMPLATE, entry.template().hash(), People.current().name());
        return LibraryViews.TemplateView.of(template(hash));
    }

    @PostMapping("/comms/templates/{hash}/withdraw")
    LibraryViews.TemplateView withdrawTemplate(@PathVariable String hash, @RequestBody Bodies.Reason body) {
        var entry = template(hash);
        library.withdraw(
                Subject.TEMPLATE,
                entry.template().hash(),
                body.reason(),
                People.current().name());
        return LibraryViews.TemplateView.of(template(hash));
    }

    private LibraryViews.RunbookView view(Library.Entry entry) {
        return LibraryViews.RunbookView.of(entry, List.copyOf(library.templates()));
    }

    private Library.Entry found(String key, @Nullable String version) {
        return library.find(key, version)
                .orElseThrow(() -> FiredrillException.notFound(
                        "FD-RUNBOOK-UNKNOWN",
                        version == null
                                ? "There is no runbook '%s'.".formatted(key)
                                : "There is no version %s of runbook '%s'.".formatted(version, key),
                        "List them: firedrill runbook list"));
    }

    private Library.TemplateEntry template(String hash) {
        return library.templates().stream()
                .filter(entry -> entry.template().hash().equals(hash))
                .findFirst()
                .orElseThrow(() -> FiredrillException.notFound(
                        "FD-TEMPLATE-UNKNOWN",
                        "No newest runbook has a template with hash %s.".formatted(hash),
                        "List them: firedrill comms list"));
    }
}
