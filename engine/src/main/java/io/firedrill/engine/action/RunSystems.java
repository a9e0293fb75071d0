package io.firedrill.engine.action;

import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.AppFleet;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.run.RunRow;
import io.firedrill.engine.seal.SealedStore;
import io.firedrill.engine.target.TargetSystems;
import io.firedrill.engine.target.TargetSystems.Canaries;

/** The systems of a run's target, bound to its mode, and its parameters in clear. */
final class RunSystems {
    private static final String FLEET = "fleet";

    private final RunRow run;
    private final TargetSystems targets;
    private final SealedStore sealed;
    private final String installation;

    RunSystems(RunRow run, TargetSystems targets, SealedStore sealed, String installation) {
        this.run = run;
        this.targets = targets;
        this.sealed = sealed;
        this.installation = installation;
    }

    RunRow run() {
        return run;
    }

    AuthServer auth() {
        return targets.system(run.target(), run.real(), "auth-server", AuthServer.class);
    }

    Gateway gateway() {
        return targets.system(run.target(), run.real(), "gateway", Gateway.class);
    }

    /** Empty when the target has none: runs go without it where their runbook says so. */
    Optional<AppFleet> fleet() {
        if (!targets.has(run.target(), FLEET)) return Optional.empty();
        return Optional.of(targets.system(run.target(), run.real(), FLEET, AppFleet.class));
    }

    Messenger chat() {
        return targets.system(run.target(), run.real(), TargetSystems.CHAT, Messenger.class);
    }

    Canaries accounts() {
        return targets.canaries(run.target(), run.real());
    }

    SealedStore sealed() {
        return sealed;
    }

    /** A parameter in clear: people and secrets come from the sealed store. */
    Optional<String> parameter(String name) {
        var hidden = sealed.get(run.id(), "parameter/" + name);
        if (hidden.isPresent()) return hidden;
        return Optional.ofNullable(shown().get(name));
    }

    private Map<String, @Nullable String> shown() {
        return java.util.Collections.unmodifiableMap(run.parameters());
    }

    /**
     * A key for the outside: unique over installations, since run numbers begin anew on a new database and the outside
     * remembers.
     */
    String outsideKey(String name) {
        return installation + "-" + run.id() + "/" + name;
    }
}
