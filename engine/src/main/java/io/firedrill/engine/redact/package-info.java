/** The one filter that keeps secrets out of every sink. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.firedrill.engine.redact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
