package io.firedrill.engine.action;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.RevocationScope;

/**
 * Which canaries a scope needs. Victims: one per device binding that the scope reaches, in each token form a gateway
 * route takes. Controls: somebody else on another client; and, where the scope is narrower than a person, the same
 * person on another device, who must not lose access either. Where the server issues tokens for canaries only, they
 * stand in for a person or client that the run names.
 */
final class CanaryPlan {
    private static final String FIRST = "device-a";
    private static final String SECOND = "device-b";
    private static final String OTHER = "device-c";
    private static final String OFFLINE = "device-offline";
    private static final String OFFLINE_VICTIM = "victim-offline";

    private CanaryPlan() {}

    record Planned(
            String name,
            boolean victim,
            String subject,
            String client,
            String device,
            TokenForm form,
            boolean offline) {
        Planned(String name, boolean victim, String subject, String client, String device, TokenForm form) {
            this(name, victim, subject, client, device, form, false);
        }
    }

    static List<Planned> of(RunSystems systems) {
        var scope = scope(systems);
        var accounts = systems.accounts();
        var auth = systems.auth().abilities();
        var subject = scope == RevocationScope.Kind.SUBJECT && auth.mintsForAnyone()
                ? systems.parameter("subject").orElse(accounts.victim())
                : accounts.victim();
        var client = scope == RevocationScope.Kind.CLIENT && auth.mintsForAnyone()
                ? systems.parameter("client").orElse(accounts.client())
                : accounts.client();
        var device = scope == RevocationScope.Kind.DEVICE
                ? systems.parameter("device").orElse(prefix(systems) + FIRST)
                : prefix(systems) + FIRST;
        var plan = new ArrayList<Planned>();
        for (var form : forms(systems)) {
            var suffix = "-" + form.name().toLowerCase(Locale.ROOT);
            // A given token or session is a victim of its own; nobody can sign in to it beside its owner.
            if (!given(systems, scope)) plan.add(new Planned("victim-a" + suffix, true, subject, client, device, form));
            var second = prefix(systems) + SECOND;
            if (wide(scope)) plan.add(new Planned("victim-b" + suffix, true, subject, client, second, form));
            else plan.add(new Planned("control-same-person" + suffix, false, subject, client, second, form));
            plan.add(new Planned(
                    "control" + suffix,
                    false,
                    accounts.control(),
                    accounts.controlClient(),
                    prefix(systems) + OTHER,
                    form));
        }
        if (auth.offline() && !given(systems, scope)) {
            var same = scope == RevocationScope.Kind.DEVICE ? device : prefix(systems) + OFFLINE;
            plan.add(new Planned(
                    OFFLINE_VICTIM, true, subject, client, same, plan.get(0).form(), true));
        }
        return plan;
    }

    /** Whether the canary of this name was signed in for a refresh token that outlives its session. */
    static boolean offline(String name) {
        return name.equals(OFFLINE_VICTIM);
    }

    static RevocationScope.Kind scope(RunSystems systems) {
        return RevocationScope.Kind.valueOf(
                systems.parameter("scope").orElse("subject").toUpperCase(Locale.ROOT));
    }

    /** Whether the scope reaches every device of the victim. */
    private static boolean wide(RevocationScope.Kind scope) {
        return switch (scope) {
            case SUBJECT, CLIENT, EVERYONE -> true;
            case TOKEN, SESSION, DEVICE -> false;
        };
    }

    private static boolean given(RunSystems systems, RevocationScope.Kind scope) {
        return (scope == RevocationScope.Kind.TOKEN || scope == RevocationScope.Kind.SESSION)
                && systems.parameter(scope.name().toLowerCase(Locale.ROOT)).isPresent();
    }

    static Set<TokenForm> forms(RunSystems systems) {
        var forms = new LinkedHashSet<TokenForm>();
        for (var point : systems.gateway().points()) {
            var form = point.form();
            if (form != null) forms.add(form);
        }
        if (forms.isEmpty()) forms.add(systems.auth().abilities().selfContained() ? TokenForm.JWT : TokenForm.OPAQUE);
        return forms;
    }

    /** Device names belong to the run, so that two runs never revoke each other's. */
    private static String prefix(RunSystems systems) {
        return systems.run().id().toLowerCase(Locale.ROOT) + "-";
    }
}
