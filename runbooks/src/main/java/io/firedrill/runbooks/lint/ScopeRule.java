package io.firedrill.runbooks.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Parameter.OnlyWhen;
import io.firedrill.runbooks.model.Parameter.Required;

/** A runbook that revokes asks what to revoke, in the form the revoking actions read. */
final class ScopeRule {
    private static final Set<String> REVOKING = Set.of("auth.revoke", "gateway.deny");
    private static final Map<String, Parameter.Type> NAMED_BY = Map.of(
            "token", Parameter.Type.SECRET,
            "session", Parameter.Type.TEXT,
            "subject", Parameter.Type.PERSON,
            "device", Parameter.Type.TEXT,
            "client", Parameter.Type.TEXT);

    private ScopeRule() {}

    static void check(Whole whole) {
        boolean revokes = whole.drawn().serviceTasks().stream()
                .flatMap(task -> whole.drawn().spec(task).stream())
                .anyMatch(spec -> REVOKING.contains(spec.topic()));
        if (!revokes) return;
        var declared = whole.declared();
        var scope = declared.parameter("scope").filter(parameter -> parameter.type() == Parameter.Type.CHOICE);
        if (scope.isEmpty()) {
            declared.report(
                    "RB-SCOPE",
                    "parameters",
                    "auth.revoke and gateway.deny read what to revoke from a parameter 'scope' of type choice.",
                    "Add it, with choices out of token, session, subject, device, client, everyone.");
            return;
        }
        var known = declared.catalogue().engineVariables().getOrDefault("scope", List.of());
        for (var kind : scope.get().choices()) {
            if (!known.contains(kind)) {
                declared.report(
                        "RB-SCOPE",
                        "parameters.scope",
                        "'" + kind + "' is not a scope that can be revoked.",
                        "Use token, session, subject, device, client or everyone.");
            } else if (NAMED_BY.containsKey(kind)) {
                named(kind, declared);
            }
        }
    }

    private static void named(String kind, Declared declared) {
        var wanted = NAMED_BY.get(kind);
        var found = declared.parameter(kind)
                .filter(parameter -> parameter.type() == wanted)
                .filter(parameter -> parameter.required() != Required.NEVER)
                .filter(parameter -> new OnlyWhen("scope", List.of(kind)).equals(parameter.onlyWhen()));
        if (found.isPresent()) return;
        declared.report(
                "RB-SCOPE",
                declared.parameter(kind).isPresent() ? "parameters." + kind : "parameters.scope",
                "The scope '" + kind + "' needs a parameter '" + kind + "' that says which one.",
                "Add " + kind + ": {type: " + String.valueOf(wanted).toLowerCase(Locale.ROOT)
                        + ", required: real, onlyWhen: {scope: [" + kind + "]}}.");
    }
}
