package io.firedrill.runbooks.format;

import java.util.List;
import java.util.Map;

import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Runbook.CannotUndo;
import io.firedrill.runbooks.model.Runbook.Objective;
import io.firedrill.runbooks.model.Runbook.Roles;
import io.firedrill.runbooks.model.Runbook.StopCondition;

/**
 * What {@code runbook.yaml} says.
 *
 * @param lines where things stand, by path such as {@code objectives.survivors}
 */
public record Manifest(
        String title,
        String purpose,
        String owner,
        String author,
        List<String> systems,
        List<String> optionalSystems,
        Roles roles,
        List<Parameter> parameters,
        List<Objective> objectives,
        List<StopCondition> stopConditions,
        Map<String, CannotUndo> undo,
        Map<String, Integer> lines) {
    /** Line of a thing by its path; 1 when it is not there. */
    public int line(String path) {
        return lines.getOrDefault(path, 1);
    }
}
