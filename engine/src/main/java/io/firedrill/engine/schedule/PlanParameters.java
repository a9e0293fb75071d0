package io.firedrill.engine.schedule;

import java.util.Collection;
import java.util.List;

import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Runbook;

/** Which of the given parameters may not be written down as they are. */
final class PlanParameters {
    private PlanParameters() {}

    static List<String> people(Runbook runbook, Collection<String> given) {
        return of(runbook, given, Parameter.Type.PERSON);
    }

    static List<String> secrets(Runbook runbook, Collection<String> given) {
        return of(runbook, given, Parameter.Type.SECRET);
    }

    private static List<String> of(Runbook runbook, Collection<String> given, Parameter.Type type) {
        return runbook.parameters().stream()
                .filter(parameter -> parameter.type() == type && given.contains(parameter.name()))
                .map(Parameter::name)
                .toList();
    }
}
