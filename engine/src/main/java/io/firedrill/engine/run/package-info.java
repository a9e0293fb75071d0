/** Runs: their states, what people may do to them, fences and the lease on a target. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"database", "home", "redact", "problem", "journal", "seal", "port", "target", "library"})
package io.firedrill.engine.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
