package io.firedrill.engine.bpmn;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.runbooks.lint.AllowList;
import io.firedrill.runbooks.model.Runbook;

/** Nothing reaches the engine that could run code: the allow-list of the lint, once more, right before deployment. */
final class RunbookGate {
    private RunbookGate() {}

    static void check(Runbook runbook) {
        var findings = AllowList.check(runbook.bpmn());
        if (findings.isEmpty()) return;
        throw FiredrillException.invalid(findings.stream()
                .map(finding -> Problem.at(
                        finding.file() + ":" + finding.line(), finding.code(), finding.message(), finding.next()))
                .toList());
    }
}
