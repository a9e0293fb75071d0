package io.firedrill.runbooks.lint;

import java.util.Set;
import java.util.TreeSet;

import io.firedrill.runbooks.format.NearMatch;
import io.firedrill.runbooks.model.ActionSpec;

/** Objectives and stop conditions rest on numbers that a run of this diagram really measures. */
final class ObjectivesRule {
    private ObjectivesRule() {}

    static void check(Whole whole) {
        var declared = whole.declared();
        var objectives = declared.manifest().objectives();
        if (objectives.isEmpty()) {
            declared.report(
                    "RB-OBJECTIVE-NONE",
                    "objectives",
                    "The runbook has no objective, so no run could show whether it was good enough.",
                    "Add at least one under objectives.");
        }
        var reported = reported(whole.drawn());
        var measurable = new TreeSet<>(reported);
        measurable.addAll(declared.catalogue().engineMeasures());
        for (var objective : objectives) {
            measure("objectives." + objective.name(), objective.measure(), measurable, declared);
            if (objective.limit() < 0) {
                declared.report(
                        "RB-OBJECTIVE-LIMIT",
                        "objectives." + objective.name(),
                        "Objective '" + objective.name() + "' has a limit below zero, which nothing can meet.",
                        "Set a limit of zero or more.");
            }
        }
        for (var condition : declared.manifest().stopConditions()) {
            measure("stopConditions." + condition.name(), condition.measure(), reported, declared);
            if (reported.contains(condition.measure())
                    && !declared.catalogue().watchedMeasures().contains(condition.measure())) {
                declared.report(
                        "RB-STOP-MEASURE",
                        "stopConditions." + condition.name(),
                        "The measure '" + condition.measure() + "' comes once, from a step; it cannot be watched.",
                        "Use one of: " + String.join(", ", declared.catalogue().watchedMeasures()) + ".");
            }
            if (condition.lasting().isNegative() || condition.lasting().isZero()) {
                declared.report(
                        "RB-STOP-LASTING",
                        "stopConditions." + condition.name(),
                        "Stop condition '" + condition.name() + "' would stop the run on a single bad moment.",
                        "Say how long it must last, such as lasting: PT10S.");
            }
        }
    }

    private static Set<String> reported(Drawn drawn) {
        var reported = new TreeSet<String>();
        drawn.serviceTasks().stream()
                .flatMap(task -> drawn.spec(task).stream())
                .map(ActionSpec::measures)
                .forEach(reported::addAll);
        return reported;
    }

    private static void measure(String path, String measure, Set<String> known, Declared declared) {
        if (known.contains(measure) || measure.isEmpty()) return;
        declared.report(
                "RB-MEASURE",
                path,
                "No action in the diagram reports the measure '" + measure + "'.",
                NearMatch.advice(measure, known));
    }
}
