package io.firedrill.runbooks.lint;

import java.util.List;
import java.util.Set;

import io.firedrill.runbooks.format.NearMatch;

/** Real runs have someone who may start them and someone else who may approve. */
final class RolesRule {
    private RolesRule() {}

    static void check(Declared declared) {
        // The server knows more roles; these are the ones it would ever let do it.
        roles("startReal", declared.manifest().roles().startReal(), Set.of("responder"), declared);
        roles("approve", declared.manifest().roles().approve(), Set.of("approver"), declared);
    }

    private static void roles(String field, List<String> roles, Set<String> allowed, Declared declared) {
        var path = "roles." + field;
        if (roles.isEmpty() && declared.manifest().lines().containsKey("roles")) {
            declared.report("RB-ROLE", path, "'" + field + "' names nobody.", "Write " + field + ": " + allowed + ".");
        }
        for (var role : roles) {
            if (allowed.contains(role)) continue;
            declared.report(
                    "RB-ROLE",
                    path,
                    "The server never lets the role '" + role + "' do this ('" + field + "').",
                    NearMatch.advice(role, allowed));
        }
    }
}
