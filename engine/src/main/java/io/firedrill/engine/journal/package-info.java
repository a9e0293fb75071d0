/** The append-only, hash-chained record of every run. */
@NullMarked
@ApplicationModule(allowedDependencies = {"home", "redact", "problem"})
package io.firedrill.engine.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
