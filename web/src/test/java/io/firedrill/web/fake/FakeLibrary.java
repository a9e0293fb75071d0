package io.firedrill.web.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.runbooks.model.MessageTemplate;
import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Runbook;
import io.firedrill.runbooks.model.Step;

/** One runbook, with approvals that can be given and taken back. */
public final class FakeLibrary implements Library {
    private static final Instant ADDED = Instant.parse("2026-11-01T08:00:00Z");
    private final MessageTemplate template = new MessageTemplate(
            "start",
            "c".repeat(64),
            "author@example.org",
            "responders",
            "incident",
            List.of(new MessageTemplate.Variable("run", MessageTemplate.Type.RUN)),
            "correction",
            "all-clear",
            "**{{run}} has begun.**\n\nTokens of one subject will be revoked.");
    private @Nullable Approval runbookApproval;
    private @Nullable Approval templateApproval;

    public final List<byte[]> added = new ArrayList<>();

    @Override
    public List<Entry> newest() {
        return List.of(entry());
    }

    @Override
    public List<Entry> versions(String key) {
        return key.equals("token-revocation") ? newest() : List.of();
    }

    @Override
    public Optional<Entry> find(String key, @Nullable String version) {
        return versions(key).stream()
                .filter(entry -> version == null || entry.runbook().version().startsWith(version))
                .findFirst();
    }

    @Override
    public Entry add(byte[] zip, String actor) {
        if (zip.length < 4 || zip[0] != 'P')
            throw FiredrillException.invalid(List.of(
                    Problem.at("runbook.bpmn:12", "RB-SCRIPT", "A script task runs code.", "Use an external task."),
                    Problem.at("runbook.yaml:3", "RB-OWNER", "The owner is missing.", "Add owner:.")));
        added.add(zip);
        return entry();
    }

    @Override
    public void approve(Subject subject, String hash, String actor) {
        if (actor.equals("author"))
            throw FiredrillException.conflict("FD-OWN-WORK", "The author may not approve.", "Ask someone else.");
        var approval = new Approval(actor, ADDED.plusSeconds(60), null);
        if (subject == Subject.RUNBOOK) runbookApproval = approval;
        else templateApproval = approval;
    }

    @Override
    public void withdraw(Subject subject, String hash, String reason, String actor) {
        if (subject == Subject.RUNBOOK) runbookApproval = null;
        else templateApproval = null;
    }

    @Override
    public List<TemplateEntry> templates() {
        return List.of(new TemplateEntry("token-revocation", template, templateApproval));
    }

    @Override
    public List<Problem> problems() {
        return List.of(Problem.at(
                "drafts/runbook.bpmn:14",
                "RB-UNDO",
                "Step 'rotate' changes something and has no undo.",
                "Add a compensation boundary event."));
    }

    private Entry entry() {
        return new Entry(runbook(), Origin.SHIPPED, "firedrill", ADDED, runbookApproval);
    }

    private Runbook runbook() {
        return new Runbook(
                "token-revocation",
                SampleRuns.VERSION,
                "Revoke leaked tokens",
                "Use when access or refresh tokens are known or feared to be in the wrong hands. Proves when every enforcement point refuses them.",
                "security-engineering",
                "author",
                List.of(
                        new Parameter(
                                "scope",
                                "What to revoke",
                                Parameter.Type.CHOICE,
                                Parameter.Required.NEVER,
                                "subject",
                                List.of("token", "session", "subject", "device", "client", "everyone"),
                                null,
                                null,
                                null,
                                null),
                        new Parameter(
                                "subject",
                                "Person",
                                Parameter.Type.PERSON,
                                Parameter.Required.REAL,
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                new Parameter.OnlyWhen("scope", List.of("subject", "device"))),
                        new Parameter(
                                "grace",
                                "Wait before probing",
                                Parameter.Type.DURATION,
                                Parameter.Required.NEVER,
                                "PT5S",
                                List.of(),
                                null,
                                null,
                                null,
                                null),
                        new Parameter(
                                "token",
                                "Leaked token",
                                Parameter.Type.SECRET,
                                Parameter.Required.NEVER,
                                null,
                                List.of(),
                                null,
                                null,
                                null,
                                new Parameter.OnlyWhen("scope", List.of("token")))),
                List.of(
                        new Runbook.Objective("time-to-revoke", "Refused everywhere", "time-to-revoke", 10, "s"),
                        new Runbook.Objective("collateral", "Others who lost access", "collateral", 0, "count")),
                List.of(),
                List.of("auth-server", "gateway"),
                List.of(),
                new Runbook.Roles(List.of("responder"), List.of("approver")),
                List.of(
                        step("verify", "Check the target", Step.Kind.PROBE, "target.verify"),
                        step("mint", "Mint canaries", Step.Kind.ACTION, "canary.mint"),
                        step("announce", "Tell responders", Step.Kind.COMMS, "comms.send"),
                        step("checkpoint", "Approve the revocation", Step.Kind.CHECKPOINT, null),
                        step("revoke", "Revoke the tokens", Step.Kind.ACTION, "auth.revoke"),
                        step("probe", "Prove they are refused", Step.Kind.PROBE, "probe.refused"),
                        step("clear", "Give the all-clear", Step.Kind.COMMS, "comms.send")),
                Map.of("revoke", new Runbook.CannotUndo("A revoked token cannot be made valid again.")),
                Map.of("start", template),
                "# By hand\n\n1. Sign in to the auth server's console.\n2. Open *Sessions* and end those of the subject.\n3. Call `/introspect` and see `\"active\": false`.\n\nTell #incident what you did.",
                bpmn());
    }

    private static Step step(String id, String title, Step.Kind kind, @Nullable String action) {
        return new Step(id, title, kind, action, Map.of(), null, null, false, "Do this by hand in the console.");
    }

    private static byte[] bpmn() {
        try (var in = FakeLibrary.class.getResourceAsStream("/fake/token-revocation.bpmn")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
