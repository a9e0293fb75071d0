/** Runbook versions and message templates with their approvals by content hash. */
@NullMarked
@ApplicationModule(allowedDependencies = {"home", "redact", "problem"})
package io.firedrill.engine.library;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
