/** The rules a runbook must keep; all problems are reported together. */
@NullMarked
package io.firedrill.runbooks.lint;

import org.jspecify.annotations.NullMarked;
