package io.firedrill.shell.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.PlanPage;
import io.firedrill.shell.render.Text;

/** {@code plan add}: from what was typed to the plan, or with {@code --dry-run} to its next slots. */
final class PlanAdd {
    private static final Duration RETRY_FOR = Duration.ofSeconds(15);
    private static final List<Column> PREVIEW = List.of(
            Column.of("RULE", "rule"),
            Column.of(
                    "SLOTS",
                    doc -> String.join(
                            " ",
                            doc.docs("slots").stream()
                                    .map(slot -> slot.text("dueAt"))
                                    .toList())),
            Column.of("PROBLEMS", doc -> String.valueOf(doc.docs("problems").size())));

    private final Call call;

    private PlanAdd(Call call) {
        this.call = call;
    }

    static Act command() {
        return Act.named("plan add", "Plans a drill that is due again and again; shows its next four slots")
                .with(Arg.of("runbook", "the runbook's key").from(Values.RUNBOOKS))
                .with(Opt.value("target", "TARGET", "where to run it")
                        .from(Values.TARGETS)
                        .needed())
                .with(Opt.choice("every", "how often", List.of("month", "quarter", "half-year", "year"))
                        .needed())
                .with(Opt.value(
                                "day",
                                "DAY",
                                "which day: \"day 15\", \"second tuesday\", \"last business day\"; with \"of month 2\""
                                        + " for the month of the quarter")
                        .needed())
                .with(Opt.value("at", "TIME", "local time, as 10:00").needed())
                .with(Opt.value("zone", "ZONE", "time zone, as Europe/Berlin").needed())
                .with(Opt.value("window", "TIME", "how long after that time it may still start (default 2h)"))
                .with(Opt.choice(
                        "weekend", "what to do with a weekend (default keep)", List.of("keep", "next-business-day")))
                .with(Opt.choice(
                        "missed",
                        "when no server was there in time (default run-late, within the window)",
                        List.of("run-late", "book-missed")))
                .with(Opt.value("param", "NAME=VALUE", "a parameter").repeated())
                .with(Opt.value("title", "TEXT", "what to call it"))
                .with(Opt.value("reason", "TEXT", "why, for the plan's journal"))
                .with(Opt.value("version", "HASH", "always this version instead of the newest"))
                .with(Opt.flag("dry-run", "show the next slots and every problem; nothing is stored"))
                .with(Opt.value("idempotency-key", "KEY", "repeat an earlier addition safely"))
                .with(Opt.value("retry-for", "TIME", "repeat over outages this long (default 15s)"))
                .with(Act.OUTPUT)
                .example("token-revocation --target sandbox --every quarter --day \"second tuesday\" --at 10:00"
                        + " --zone Europe/Berlin --param scope=subject")
                .does(call -> new PlanAdd(call).run());
    }

    private Exit run() {
        var body = body();
        if (call.flag("dry-run")) return preview(body);
        var key = new StartKey(call).keep("plan", call.arg("runbook"), String.valueOf(body.get("target")));
        var given = call.time("retry-for");
        var reply = call.api().start("/plans", body, key, null, given == null ? RETRY_FOR : given);
        var plan = reply.doc();
        if (plan.text("id").isEmpty())
            throw Failure.of(Exit.FAILED, "FD-GARBLED", "The server named no plan.", "See: firedrill plan list");
        if (reply.status() == 200)
            call.err(Text.safe(plan.text("id")) + " was added before with this key; nothing new was added.");
        for (var warning : plan.texts("warnings")) call.err("Note: " + Text.safe(warning));
        return PlanCommands.print(call, reply);
    }

    private Exit preview(Map<String, Object> body) {
        var reply = call.api().post("/plans?dryRun=true", body);
        call.out(call.output().one(reply, PREVIEW, doc -> PlanPage.preview(doc, call.outStyle())));
        return reply.doc().docs("problems").isEmpty() ? Exit.OK : Exit.USAGE;
    }

    private Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("runbook", call.arg("runbook"));
        for (var name :
                List.of("target", "every", "day", "at", "zone", "weekend", "missed", "title", "reason", "version")) {
            var text = call.textOrNull(name);
            if (text != null) body.put(name, text);
        }
        var window = call.time("window");
        if (window != null) body.put("windowSeconds", window.toSeconds());
        var parameters = new Start.Parameters(call).read();
        if (!parameters.isEmpty()) body.put("parameters", parameters);
        return body;
    }
}
