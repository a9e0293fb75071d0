/** Runs: their states, what people may do to them, fences and the lease on a target. */
@NullMarked
@ApplicationModule(allowedDependencies = {"home", "redact", "problem", "journal", "port", "target", "library"})
package io.firedrill.engine.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
