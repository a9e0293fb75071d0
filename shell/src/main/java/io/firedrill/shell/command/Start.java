package io.firedrill.shell.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Reply;
import io.firedrill.shell.client.Run;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.PreviewPage;
import io.firedrill.shell.render.Text;

/** One start, from what was typed to the run, and to its end with {@code --wait}. */
final class Start {
    private static final Duration RETRY_FOR = Duration.ofSeconds(15);
    private static final List<Column> PREVIEW = List.of(
            Column.of("MODE", "mode"),
            Column.of("RUNBOOK", "runbook"),
            Column.of("VERSION", "version"),
            Column.of("TARGET", "target"),
            Column.of("STEPS", doc -> String.valueOf(doc.docs("steps").size())),
            Column.of("MESSAGES", doc -> String.valueOf(doc.docs("messages").size())),
            Column.of("PROBLEMS", doc -> String.valueOf(doc.docs("problems").size())));

    private final Call call;
    private final boolean real;
    private final String path;
    private final Map<String, Object> body = new LinkedHashMap<>();

    Start(Call call, boolean real) {
        this.call = call;
        this.real = real;
        this.path = real ? "/incidents" : "/drills";
    }

    Exit run() {
        var target = String.valueOf(call.textOrNull("target"));
        body.put("runbook", call.arg("runbook"));
        if (call.textOrNull("version") != null) body.put("version", String.valueOf(call.textOrNull("version")));
        body.put("target", target);
        var parameters = new Parameters(call).read();
        if (!parameters.isEmpty()) body.put("parameters", parameters);
        if (call.textOrNull("reason") != null) body.put("reason", String.valueOf(call.textOrNull("reason")));
        if (call.act().has("over-drill") && call.textOrNull("over-drill") != null) {
            body.put("overDrill", String.valueOf(call.textOrNull("over-drill")));
        }
        if (call.flag("dry-run")) return preview();
        if (real) prepareReal(target);
        return follow(start(target));
    }

    private Exit preview() {
        var reply = call.api().post(path + "?dryRun=true", body);
        call.out(call.output().one(reply, PREVIEW, doc -> PreviewPage.of(doc, call.outStyle())));
        return reply.doc().docs("problems").isEmpty() ? Exit.OK : Exit.CONFLICT;
    }

    /** Shows what will happen, and makes sure that a person means it. */
    private void prepareReal(String target) {
        var preview = rehearse(target);
        call.err(PreviewPage.of(preview, call.errStyle(), Start::isSettledLater).stripTrailing());
        refuseKnownProblems(preview);
        if (!body.containsKey("reason")) body.put("reason", reason());
        body.put("confirm", new Confirm(call).target(target, "start " + call.arg("runbook")));
    }

    private Doc rehearse(String target) {
        try {
            var preview = call.api().post(path + "?dryRun=true", body).doc();
            for (var problem : preview.docs("problems")) {
                if (problem.text("code").equals(OverDrill.CODE) && !body.containsKey("overDrill")) {
                    body.put("overDrill", OverDrill.choose(call, target, OverDrill.holder(call, target)));
                    return call.api().post(path + "?dryRun=true", body).doc();
                }
            }
            return preview;
        } catch (Failure failure) {
            if (!failure.names(OverDrill.CODE) || body.containsKey("overDrill")) throw failure;
            body.put("overDrill", OverDrill.choose(call, target, OverDrill.holder(failure)));
            return call.api().post(path + "?dryRun=true", body).doc();
        }
    }

    private static boolean isSettledLater(String code) {
        return code.equals(OverDrill.CODE) || code.contains("CONFIRM") || code.contains("REASON");
    }

    /** What the confirmation and the password will settle does not count yet. */
    private static void refuseKnownProblems(Doc preview) {
        for (var doc : preview.docs("problems")) {
            var problem = Failure.Problem.of(doc);
            if (isSettledLater(problem.code())) continue;
            throw Failure.of(Exit.CONFLICT, problem.code(), "Not started: " + problem.message(), problem.next());
        }
    }

    private String reason() {
        var typed = call.mayAsk() ? call.console().ask("Reason, for the journal: ") : null;
        if (typed != null && !typed.isBlank()) return typed.strip();
        throw Failure.usage("A real start needs a reason.", "Add --reason \"why\"");
    }

    @SuppressWarnings("try") // The handle is only to be closed.
    private Reply start(String target) {
        var key = new StartKey(call).keep(real ? "incident" : "drill", call.arg("runbook"), target);
        var stepUp = real ? new StepUp(call) : null;
        var given = call.time("retry-for");
        var retryFor = given == null ? RETRY_FOR : given;
        try (var handle = call.around().interrupts().onInterrupt(() -> call.err(StartKey.interrupted(key)))) {
            return call.api().start(path, body, key, stepUp == null ? null : stepUp::token, retryFor);
        } catch (Failure failure) {
            if (!real || !failure.names(OverDrill.CODE) || body.containsKey("overDrill")) throw failure;
            // A drill took the target since the dry run.
            body.put("overDrill", OverDrill.choose(call, target, OverDrill.holder(failure)));
            return call.api().start(path, body, key, stepUp == null ? null : stepUp::token, retryFor);
        }
    }

    private Exit follow(Reply reply) {
        var run = Run.of(reply.doc());
        if (run.id().isEmpty())
            throw Failure.of(Exit.FAILED, "FD-GARBLED", "The server named no run.", "See: firedrill run list");
        var id = Text.safe(run.id());
        if (reply.status() == 200) call.err(id + " was started before with this key; nothing new was started.");
        if (!call.flag("wait")) {
            call.out(RunViews.row(call, reply));
            call.err("Watch: firedrill run watch " + id);
            return Exit.OK;
        }
        var exit = new Watch(call, run.id(), false).follow(call.time("wait-timeout"), 0);
        call.out(RunViews.page(call, call.api().get(RunViews.path(run.id()))));
        return exit == Exit.RUN_WITHOUT_SUCCESS && call.flag("no-exit-status") ? Exit.OK : exit;
    }

    /** Parameters as typed, and secrets from where they lie. */
    record Parameters(Call call) {
        Map<String, String> read() {
            var parameters = new LinkedHashMap<String, String>();
            for (var text : call.all("param")) put(text, "--param", parameters);
            var names = new ArrayList<>(parameters.keySet());
            put(call.all("secret"), parameters, names);
            return parameters;
        }

        private void put(List<String> secrets, Map<String, String> parameters, List<String> names) {
            for (var text : secrets) {
                var pair = pair(text, "--secret", "NAME=@FILE, or NAME=- for standard input");
                if (names.contains(pair.getKey())) throw twice(pair.getKey());
                names.add(pair.getKey());
                parameters.put(pair.getKey(), SecretText.read(call, pair.getKey(), pair.getValue()));
            }
        }

        private static void put(String text, String option, Map<String, String> parameters) {
            var pair = pair(text, option, "NAME=VALUE");
            if (parameters.put(pair.getKey(), pair.getValue()) != null) throw twice(pair.getKey());
        }

        private static Failure twice(String name) {
            return Failure.usage("The parameter " + name + " is given twice.", "Give each parameter once.");
        }

        private static Map.Entry<String, String> pair(String text, String option, String form) {
            int equals = text.indexOf('=');
            // Not the text itself: it may be a secret typed into the wrong place.
            if (equals < 1) throw Failure.usage("A value of " + option + " has no name.", "Write it as " + form + ".");
            return Map.entry(text.substring(0, equals), text.substring(equals + 1));
        }
    }
}
