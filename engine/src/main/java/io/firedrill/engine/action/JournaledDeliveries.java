package io.firedrill.engine.action;

import org.springframework.stereotype.Component;

import io.firedrill.engine.comms.Deliveries;
import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.journal.Entry;
import io.firedrill.engine.run.RunProgress;

/** Writes into the run's journal what became of its messages, also after the run has ended. */
@Component
class JournaledDeliveries implements Deliveries {
    private final RunProgress progress;

    JournaledDeliveries(RunProgress progress) {
        this.progress = progress;
    }

    @Override
    public void sent(String run, Messages.Message message) {
        var at = message.sentAt();
        if (at != null) progress.firstMessage(run, at);
        progress.event(
                run,
                Entry.of(
                                "message-sent",
                                null,
                                "Message '" + message.template() + "' was posted to " + message.channel())
                        .with("template", message.template())
                        .with("channel", message.channel())
                        .with("externalId", message.externalId())
                        .with("sentAt", at == null ? null : at.toString()));
    }

    @Override
    public void failed(String run, Messages.Message message) {
        progress.event(
                run,
                Entry.of(
                                "message-failed",
                                null,
                                "Message '" + message.template() + "' could not be posted to " + message.channel()
                                        + ": " + message.problem() + " Tell its readers another way.")
                        .with("template", message.template())
                        .with("channel", message.channel()));
    }
}
