package io.firedrill.runbooks.lint;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.NearMatch;

/** The manifest names every system the actions use, so that a target without one is refused before the start. */
final class SystemsRule {
    private static final Set<String> CAN_BE_MISSING = Set.of("fleet");

    private SystemsRule() {}

    static void check(Whole whole) {
        var declared = whole.declared();
        Set<String> listed = new HashSet<>(declared.manifest().systems());
        optional(whole);
        listed.addAll(declared.manifest().optionalSystems());
        var users = new TreeMap<String, String>();
        for (var task : whole.drawn().serviceTasks()) {
            whole.drawn().spec(task).ifPresent(spec -> spec.systems()
                    .forEach(system -> users.putIfAbsent(system, Diagram.id(task) + "' (" + spec.topic() + ")")));
        }
        users.forEach((system, user) -> {
            if (listed.contains(system)) return;
            declared.report(
                    "RB-SYSTEM-MISSING",
                    "systems",
                    "The step '" + user + " uses the system '" + system + "', which is not listed.",
                    "Add it: systems: [" + String.join(", ", users.keySet()) + "].");
        });
        var known = new TreeSet<String>();
        declared.catalogue().all().forEach(spec -> known.addAll(spec.systems()));
        for (var system : listed) {
            if (known.contains(system)) continue;
            declared.report(
                    "RB-SYSTEM-UNKNOWN",
                    "systems",
                    "No action uses a system '" + system + "', so targets would need it for nothing.",
                    NearMatch.advice(system, known));
        }
    }

    /** Every action can go without the fleet and says so in its result; without the others a run proves nothing. */
    private static void optional(Whole whole) {
        var declared = whole.declared();
        var manifest = declared.manifest();
        for (var system : manifest.optionalSystems()) {
            if (!CAN_BE_MISSING.contains(system))
                declared.report(
                        "RB-SYSTEM-OPTIONAL",
                        "optionalSystems",
                        "A run cannot go without the system '" + system + "'.",
                        "Move it to systems. Optional can be: " + String.join(", ", CAN_BE_MISSING) + ".");
            if (manifest.systems().contains(system))
                declared.report(
                        "RB-SYSTEM-OPTIONAL",
                        "optionalSystems",
                        "The system '" + system + "' is required and optional.",
                        "Leave it in one of the two lists.");
        }
    }
}
