package io.firedrill.engine.action;

import java.util.Optional;

import org.springframework.stereotype.Component;

import io.firedrill.engine.action.EffectRow.Outcome;
import io.firedrill.engine.port.Answer;

/**
 * An entry on one gateway node's deny list. In a real run it stays through a rollback once something was revoked:
 * lifting it would let stolen self-contained tokens pass again until they expire. It ends by itself.
 */
@Component
class DenyEffect implements EffectKind {
    static final String NAME = "deny";
    private final EffectRows rows;

    DenyEffect(EffectRows rows) {
        this.rows = rows;
    }

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
    public Optional<String> keptBecause(EffectRow row, RunSystems systems) {
        if (!systems.run().real() || row.outcome() != Outcome.DONE || !revoked(row.run())) return Optional.empty();
        return Optional.of("The tokens were revoked for real, and without it unexpired ones would pass again. It ends"
                + " by itself at " + row.fact("until") + ".");
    }

    private boolean revoked(String run) {
        return rows.of(run).stream()
                .anyMatch(row -> row.kind().equals(RevocationEffect.NAME) && row.outcome() != Outcome.NOT_DONE);
    }

    @Override
    public Answer<Boolean> inForce(EffectRow row, RunSystems systems) {
        return happened(row, systems);
    }
}
