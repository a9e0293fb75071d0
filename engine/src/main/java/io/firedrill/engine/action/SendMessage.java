package io.firedrill.engine.action;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.springframework.stereotype.Component;

import io.firedrill.engine.comms.Outbox;
import io.firedrill.engine.comms.Unknown;
import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.library.Approvals;
import io.firedrill.runbooks.model.MessageTemplate;
import io.firedrill.runbooks.model.Step;

/** {@code comms.send}: puts an approved message into the outbox; the chat being down delays the message, not the run. */
@Component
class SendMessage implements Action {
    private final Outbox outbox;
    private final Approvals approvals;
    private final ServerAddress address;

    SendMessage(Outbox outbox, Approvals approvals, ServerAddress address) {
        this.outbox = outbox;
        this.approvals = approvals;
        this.address = address;
    }

    @Override
    public String topic() {
        return "comms.send";
    }

    @Override
    public ActionResult perform(ActionContext context) {
        var run = context.systems().run();
        var name = context.input("template");
        var template = context.runbook().templates().get(name);
        if (template == null) throw new Fault("FD-NO-TEMPLATE", "The runbook has no message '" + name + "'.");
        if (approvals.template(template, run.target()).isPresent())
            throw new Undecided(
                    "Message '" + name + "' is not approved any more. Approve it and retry, or skip this step.");
        // One message per step and run, however often the step is tried.
        var order = new Outbox.Order(
                context.systems().outsideKey("message/" + context.step().id()),
                run.id(),
                run.target(),
                run.real(),
                announced(context, template),
                template,
                values(context));
        context.progress().locked(run.id(), () -> {
            if (outbox.queue(order))
                context.progress()
                        .event(
                                run.id(),
                                Entry.of(
                                                "message-queued",
                                                context.step().id(),
                                                "Message '" + name + "' to " + template.audience())
                                        .with("template", name)
                                        .with("templateHash", template.hash())
                                        .with("channel", template.channel()));
            return order;
        });
        return ActionResult.of("Message '" + name + "' is on its way to " + template.audience() + ".");
    }

    /** The last that its part of the runbook says in this channel; what comes before may stay in the thread. */
    private static boolean announced(ActionContext context, MessageTemplate template) {
        var runbook = context.runbook();
        var step = context.step();
        var at = runbook.steps().indexOf(step);
        return runbook.steps().stream()
                .skip(at + 1L)
                .filter(later -> later.inRollback() == step.inRollback() && later.kind() == Step.Kind.COMMS)
                .map(later -> runbook.templates().get(later.inputs().get("template")))
                .noneMatch(other -> other != null && other.channel().equals(template.channel()));
    }

    private Map<String, Object> values(ActionContext context) {
        var run = context.systems().run();
        var measures = context.progress().measures(run.id());
        var values = new HashMap<String, Object>();
        values.put("run", run.id());
        values.put("runbook", run.runbookTitle());
        values.put("target", run.target());
        values.put("service", run.service());
        values.put("mode", run.real() ? "real incident" : "drill");
        values.put("scope", run.parameters().getOrDefault("scope", "none"));
        var reason = run.reason();
        values.put("reason", reason == null || reason.isBlank() ? Unknown.NOT_GIVEN : reason);
        values.put("startedBy", run.startedBy());
        values.put("startedAt", run.startedAt() == null ? run.createdAt() : run.startedAt());
        values.put("state", context.progress().get(run.id()).state().label());
        values.put("timeToRevoke", measured(measures.get("time-to-revoke")));
        values.put("survivors", orUnknown(measures.get("survivors")));
        values.put("collateral", orUnknown(measures.get("collateral")));
        values.put("runUrl", address.run(run.id()));
        return values;
    }

    private static Object measured(@org.jspecify.annotations.Nullable Double seconds) {
        return seconds == null ? Unknown.NOT_MEASURED : Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static Object orUnknown(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? Unknown.NOT_MEASURED : value;
    }
}
