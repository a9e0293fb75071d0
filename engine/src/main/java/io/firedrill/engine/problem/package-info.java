/** Refusals and failures in words that a person can act on. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.firedrill.engine.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
