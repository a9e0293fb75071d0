package io.firedrill.engine.library;

import io.firedrill.engine.problem.Problem;
import io.firedrill.runbooks.model.Finding;

/** A runbook's findings as problems. */
final class FindingText {
    private FindingText() {}

    /** @param before what stands before the file's name, for instance the folder */
    static Problem problem(String before, Finding finding) {
        var where = before + finding.file() + (finding.line() > 0 ? ":" + finding.line() : "");
        return Problem.at(where, finding.code(), finding.message(), finding.next());
    }
}
