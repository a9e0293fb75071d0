package io.firedrill.engine.run;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.AuthServer.Abilities;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Gateway.EnforcementPoint;
import io.firedrill.engine.port.RevocationScope.Kind;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.target.TargetSystems;
import io.firedrill.runbooks.model.Runbook;

/** What the systems of a target cannot do of what a start asks; known from their abilities, without calling them. */
@Component
public class TargetFit {
    private static final String AUTH_SERVER = "auth-server";
    private static final String GATEWAY = "gateway";

    private final TargetSystems systems;

    TargetFit(TargetSystems systems) {
        this.systems = systems;
    }

    /** Adds what makes the start pointless, and what the run will be without. */
    void judge(
            Runbook runbook,
            String target,
            boolean real,
            Map<String, String> parameters,
            List<Problem> problems,
            List<String> warnings) {
        for (var system : runbook.optionalSystems())
            if (!systems.has(target, system))
                warnings.add("Target '" + target + "' has no system '" + system
                        + "': what its users see is not watched, before the act or after"
                        + (runbook.stopConditions().isEmpty() ? "." : ", and no stop condition can come true."));
        var scope = scope(parameters);
        if (scope.isEmpty() || !does(runbook, "auth.revoke")) return;
        try {
            var auth =
                    systems.system(target, real, AUTH_SERVER, AuthServer.class).abilities();
            scope(target, scope.get(), auth).ifPresent(problems::add);
            standIn(scope.get(), parameters, auth).ifPresent(warnings::add);
            var gateway = systems.system(target, real, GATEWAY, Gateway.class);
            forms(target, auth, gateway).ifPresent(problems::add);
            if (does(runbook, "gateway.deny"))
                denial(target, scope.get(), auth, gateway).ifPresent(warnings::add);
        } catch (FiredrillException unusable) {
            problems.addAll(unusable.problems());
        }
    }

    /** Why tokens cannot be revoked by this scope there, and what to do instead; empty when they can. */
    public static Optional<Problem> scope(String target, Kind scope, Abilities auth) {
        if (auth.scopes().contains(scope)) return Optional.empty();
        var others = auth.scopes().stream().sorted().map(TargetFit::word).collect(Collectors.joining(", "));
        var choose = others.isEmpty() ? "It can revoke nothing." : "Scopes it can: " + others + ".";
        var instead = auth.instead().get(scope);
        return Optional.of(Problem.at(
                "scope",
                "FD-SCOPE",
                "The auth server of target '" + target + "' cannot revoke by " + word(scope) + ".",
                instead == null ? choose : instead + " " + choose));
    }

    private static Optional<Problem> forms(String target, Abilities auth, Gateway gateway) {
        return gateway.points().stream()
                .map(EnforcementPoint::form)
                .filter(form -> form != null && !auth.forms().contains(form))
                .findFirst()
                .map(form -> Problem.of(
                        "FD-TARGET-FORM",
                        "The gateway of target '" + target + "' has a route that takes only tokens of the form " + form
                                + ", which the auth server there cannot issue for a canary.",
                        "Leave that route out of the target's gateway settings."));
    }

    private static Optional<String> standIn(Kind scope, Map<String, String> parameters, Abilities auth) {
        var named = (scope == Kind.SUBJECT || scope == Kind.CLIENT) && parameters.containsKey(word(scope));
        if (!named || auth.mintsForAnyone()) return Optional.empty();
        return Optional.of(
                "The auth server issues tokens for canary accounts only, so the canary is revoked in the same"
                        + " way beside the " + (scope == Kind.SUBJECT ? "person" : "client")
                        + ", and the times measured are the canary's.");
    }

    private static Optional<String> denial(String target, Kind scope, Abilities auth, Gateway gateway) {
        if (!auth.selfContained() || gateway.deniable().contains(scope)) return Optional.empty();
        return Optional.of("The gateway of target '" + target + "' cannot deny tokens by " + word(scope)
                + ": where it checks them by itself, a revoked token passes until it expires, up to "
                + words(auth.accessTokenLife()) + ", and is reported as a survivor.");
    }

    private static Optional<Kind> scope(Map<String, String> parameters) {
        var given = parameters.getOrDefault("scope", word(Kind.SUBJECT));
        return Arrays.stream(Kind.values())
                .filter(kind -> word(kind).equals(given))
                .findFirst();
    }

    private static boolean does(Runbook runbook, String action) {
        return runbook.steps().stream().anyMatch(step -> action.equals(step.action()));
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Duration life) {
        return life.toSeconds() % 60 == 0 ? life.toMinutes() + " min" : life.toSeconds() + " s";
    }
}
