package io.firedrill.engine.action;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.Answer;

/** A revocation at the auth server: cannot be taken back. */
@Component
class RevocationEffect implements EffectKind {
    static final String NAME = "revocation";
    private final Revocations revocations;

    RevocationEffect(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer<Boolean> happened(EffectRow row, RunSystems systems) {
        return revocations.of(systems).stream()
                .filter(planned -> planned.name().equals(row.fact("name")))
                .findFirst()
                .map(planned -> systems.auth().carriedOut(revocations.order(systems, planned)))
                .orElse(Answer.unsure("What was to be revoked is not known any more."));
    }

    @Override
    public Answer<?> undo(EffectRow row, RunSystems systems) {
        return Answer.refused("stays", "A revoked token cannot be given back.");
    }

    @Override
    public Answer<Boolean> inForce(EffectRow row, RunSystems systems) {
        return Answer.done(true);
    }
}
