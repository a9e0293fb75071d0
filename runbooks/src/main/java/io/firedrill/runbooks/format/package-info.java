/** Reads a runbook folder or archive into the model; every problem has its file and line. */
@NullMarked
package io.firedrill.runbooks.format;

import org.jspecify.annotations.NullMarked;
