/** The actions a runbook may call, and what the engine itself offers to every runbook. */
@NullMarked
package io.firedrill.runbooks.catalogue;

import org.jspecify.annotations.NullMarked;
