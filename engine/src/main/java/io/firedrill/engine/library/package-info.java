/** Runbook versions and message templates with their approvals by content hash. */
@NullMarked
@ApplicationModule(allowedDependencies = {"home", "redact", "problem", "database", "target"})
package io.firedrill.engine.library;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
