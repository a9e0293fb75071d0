package io.firedrill.engine.action;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.Answer;

/** An entry on one gateway node's deny list. */
@Component
class DenyEffect implements EffectKind {
    static final String NAME = "deny";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Answer<Boolean> happened(EffectRow row, RunSystems systems) {
        return systems.gateway().denies(row.fact("node"), row.fact("key"));
    }

    @Override
    public Answer<?> undo(EffectRow row, RunSystems systems) {
        return systems.gateway().lift(row.fact("node"), row.fact("key"));
    }

    @Override
    public Answer<Boolean> inForce(EffectRow row, RunSystems systems) {
        return happened(row, systems);
    }
}
