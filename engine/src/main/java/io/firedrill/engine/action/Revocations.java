package io.firedrill.engine.action;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.AuthServer.RevokeOrder;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;
import io.firedrill.engine.seal.Names;

/** Turns a run's scope into orders: what to revoke at the auth server and what to deny at the gateway. */
@Component
class Revocations {
    private final Names names;

    Revocations(Names names) {
        this.names = names;
    }

    /** @param words what it is, people as pseudonyms, tokens as their keyed hash */
    record Planned(String name, RevocationScope scope, String words) {}

    List<Planned> of(RunSystems systems) {
        return switch (CanaryPlan.scope(systems)) {
            case TOKEN -> tokens(systems);
            case SESSION -> sessions(systems);
            case SUBJECT -> {
                var subject =
                        systems.parameter("subject").orElse(systems.accounts().victim());
                yield withStandIn(
                        systems,
                        new Planned(
                                "subject",
                                new RevocationScope.Subject(subject),
                                "all tokens of " + person(systems, subject)),
                        new RevocationScope.Subject(systems.accounts().victim()));
            }
            case DEVICE -> devices(systems);
            case CLIENT -> {
                var client =
                        systems.parameter("client").orElse(systems.accounts().client());
                yield withStandIn(
                        systems,
                        new Planned("client", new RevocationScope.Client(client), "all tokens of client " + client),
                        new RevocationScope.Client(systems.accounts().client()));
            }
            case EVERYONE -> one("everyone", new RevocationScope.Everyone(), "all tokens of everyone");
        };
    }

    /** Where nobody can sign in as whom the run names, a canary is revoked in the same way, so that it can be seen. */
    private static List<Planned> withStandIn(RunSystems systems, Planned named, RevocationScope canary) {
        if (named.scope().equals(canary) || systems.auth().abilities().mintsForAnyone()) return List.of(named);
        return List.of(named, new Planned("stand-in", canary, "all tokens of the canary that stands in"));
    }

    RevokeOrder order(RunSystems systems, Planned planned) {
        return new RevokeOrder(systems.outsideKey("revoke/" + planned.name()), planned.scope());
    }

    private List<Planned> tokens(RunSystems systems) {
        var plan = new ArrayList<Planned>();
        systems.parameter("token").ifPresent(token -> plan.add(token("given", Secret.of(token))));
        if (!plan.isEmpty()) return plan;
        for (var victim : Canary.victims(systems)) plan.add(token(victim.name(), victim.accessToken()));
        return plan;
    }

    private Planned token(String name, Secret token) {
        return new Planned("token-" + name, new RevocationScope.Token(token), names.token(token.reveal()));
    }

    private List<Planned> sessions(RunSystems systems) {
        var given = systems.parameter("session");
        if (given.isPresent())
            return one("session", new RevocationScope.Session(given.get()), "session " + names.token(given.get()));
        return Canary.victims(systems).stream()
                .map(victim -> new Planned(
                        "session-" + victim.name(),
                        new RevocationScope.Session(victim.session()),
                        "session of " + victim.name()))
                .toList();
    }

    private List<Planned> devices(RunSystems systems) {
        var device = systems.parameter("device")
                .or(() -> Canary.victims(systems).stream().map(Canary::device).findFirst())
                .orElseThrow(() -> new Fault("FD-NO-DEVICE", "There is no device to revoke."));
        return one("device", new RevocationScope.Device(device), "all tokens of device " + device);
    }

    private String person(RunSystems systems, String subject) {
        return subject.equals(systems.accounts().victim()) ? subject : names.person(subject);
    }

    private static List<Planned> one(String name, RevocationScope scope, String words) {
        return List.of(new Planned(name, scope, words));
    }
}
