package io.firedrill.engine.action;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.Answer;

/** A canary that was signed in. */
@Component
class CanaryEffect implements EffectKind {
    static final String NAME = "canary";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer<Boolean> happened(EffectRow row, RunSystems systems) {
        // Its tokens were shown once only: whether or not it was signed in, it must be signed in again.
        return Answer.unsure("A canary's tokens cannot be asked for.");
    }

    @Override
    public Answer<?> undo(EffectRow row, RunSystems systems) {
        return systems.auth().retire(row.fact("key"));
    }

    @Override
    public Answer<Boolean> inForce(EffectRow row, RunSystems systems) {
        return Canary.all(systems).stream()
                .filter(canary -> canary.name().equals(row.fact("name")))
                .findFirst()
                .map(canary -> systems.auth().active(canary.accessToken()))
                .orElse(Answer.done(false));
    }
}
