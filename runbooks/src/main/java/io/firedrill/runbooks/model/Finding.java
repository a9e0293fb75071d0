package io.firedrill.runbooks.model;

/**
 * One problem in a runbook, where it is and what to do.
 *
 * @param code stable, {@code RB-} and capital words
 * @param file file inside the folder, for instance {@code runbook.bpmn}
 * @param line 1-based; 0 when it concerns the whole file
 * @param message what is wrong and why it matters
 * @param next what to change
 */
public record Finding(String code, String file, int line, String message, String next) {}
