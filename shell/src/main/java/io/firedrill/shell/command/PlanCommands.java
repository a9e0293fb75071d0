package io.firedrill.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Doc;
import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Reply;
import io.firedrill.shell.render.Column;
import io.firedrill.shell.render.PlanPage;
import io.firedrill.shell.render.Text;

/** {@code plan add|list|show|slots|pause|resume|remove}: drills that come round by themselves. */
final class PlanCommands {
    static final List<Column> COLUMNS = List.of(
            Column.of("PLAN", "id"),
            Column.of("STATE", "state", Column.Look.STATE),
            Column.of("RUNBOOK", "runbook"),
            Column.of("TARGET", "target"),
            Column.of("EVERY", "every"),
            Column.of("NEXT", doc -> doc.doc("next").text("dueAt")).look(Column.Look.TIME),
            Column.of("LAST", doc -> doc.doc("last").text("state")),
            Column.of("RUN", doc -> doc.doc("last").text("run")),
            Column.of("MISSED", "missedSlots"),
            Column.of("OWNER", "owner").onlyWide(),
            Column.of("RULE", "rule").onlyWide(),
            Column.of("MISSED RULE", "missed").onlyWide(),
            Column.of("TITLE", "title"));
    private static final List<Column> SLOTS = List.of(
            Column.of("PLAN", "plan"),
            Column.of("SLOT", "period"),
            Column.of("DUE", "dueAt", Column.Look.TIME),
            Column.of("STATE", "state", Column.Look.STATE),
            Column.of("RUN", "run"),
            Column.of("TRIES", "attempts").onlyWide(),
            Column.of("WINDOW ENDS", "windowEndsAt", Column.Look.TIME).onlyWide(),
            Column.of("WHY", doc -> doc.has("reason") ? doc.text("reason") : doc.text("moved")));
    private static final Arg PLAN = Arg.of("plan", "the plan's id").from(Values.PLANS);
    private static final Opt WHY = Opt.value("reason", "TEXT", "why, for the plan's journal");

    private PlanCommands() {}

    static List<Act> all() {
        return List.of(
                PlanAdd.command(),
                list(),
                show(),
                slots(),
                act("plan pause", "Skips the plan's slots from now on", "pause", WHY.needed()),
                act("plan resume", "Lets the plan's coming slots run again", "resume", WHY),
                remove());
    }

    private static Act list() {
        return Act.named("plan list", "Lists the planned drills, and how many of their slots were missed")
                .with(Opt.choice("state", "only plans in this state", List.of("active", "paused", "removed"))
                        .repeated())
                .with(Opt.value("runbook", "RUNBOOK", "only this runbook").from(Values.RUNBOOKS))
                .with(Opt.value("target", "TARGET", "only on this target").from(Values.TARGETS))
                .with(Opt.value("after", "PLAN", "only plans after this one, for more than fit one page"))
                .with(Opt.value("limit", "NUMBER", "at most this many (500; 100 when left out)"))
                .with(Act.OUTPUT)
                .does(call -> {
                    Map<String, @Nullable String> query = new LinkedHashMap<>();
                    query.put("state", joined(call));
                    for (var name : List.of("runbook", "target", "after", "limit"))
                        query.put(name, call.textOrNull(name));
                    call.out(call.output().list(call.api().get("/plans" + Api.query(query)), "No plans.", COLUMNS));
                    return Exit.OK;
                });
    }

    private static Act show() {
        return Act.named("plan show", "Shows one plan: its rule, its next slots and what became of the past ones")
                .with(PLAN)
                .with(Act.OUTPUT)
                .example("P-3")
                .does(call -> print(call, call.api().get(path(call))));
    }

    private static Act slots() {
        return Act.named("plan slots", "Lists the slots of all plans: what is to come, or what was missed or refused")
                .with(Opt.choice(
                                "state",
                                "only these (planned when left out)",
                                List.of("planned", "started", "missed", "refused", "skipped"))
                        .repeated())
                .with(Opt.value("until", "TIME", "planned ones up to this time or date (92 days when left out)"))
                .with(Opt.value("limit", "NUMBER", "at most this many (500; 100 when left out)"))
                .with(Act.OUTPUT)
                .example("--state missed --state refused")
                .does(call -> {
                    Map<String, @Nullable String> query = new LinkedHashMap<>();
                    query.put("state", joined(call));
                    for (var name : List.of("until", "limit")) query.put(name, call.textOrNull(name));
                    call.out(call.output().list(call.api().get("/slots" + Api.query(query)), "No slots.", SLOTS));
                    return Exit.OK;
                });
    }

    private static Act act(String name, String description, String verb, Opt reason) {
        return Act.named(name, description)
                .with(PLAN)
                .with(reason)
                .with(Act.OUTPUT)
                .example("P-3 --reason \"release freeze\"")
                .does(call -> row(call, call.api().post(path(call) + "/" + verb, reason(call))));
    }

    private static Act remove() {
        return Act.named("plan remove", "Ends a plan for good; what it has done is kept")
                .with(PLAN)
                .with(WHY.needed())
                .with(Act.OUTPUT)
                .example("P-3 --reason \"the service is gone\"")
                .does(call -> row(call, call.api().delete(path(call), reason(call))));
    }

    private static Map<String, String> reason(Call call) {
        var reason = call.textOrNull("reason");
        return reason == null ? Map.of() : Map.of("reason", reason);
    }

    private static @Nullable String joined(Call call) {
        var states = call.all("state");
        return states.isEmpty() ? null : String.join(",", states);
    }

    private static String path(Call call) {
        return "/plans/" + Api.segment(call.arg("plan"));
    }

    /** The plan with everything a person wants to know. */
    static Exit print(Call call, Reply reply) {
        call.out(call.output().one(reply, COLUMNS, doc -> PlanPage.of(doc, call.outStyle())));
        return Exit.OK;
    }

    private static Exit row(Call call, Reply reply) {
        call.out(call.output().one(reply, COLUMNS, doc -> line(call, doc)));
        return Exit.OK;
    }

    private static String line(Call call, Doc plan) {
        var style = call.outStyle();
        return style.bold(Text.safe(plan.text("id"))) + "  " + style.state(plan.text("state")) + "  "
                + Text.safe(plan.text("title")) + "\n";
    }
}
