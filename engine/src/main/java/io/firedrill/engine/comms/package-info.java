/** Approved messages, the exercise mark and the outbox. */
@NullMarked
@ApplicationModule(allowedDependencies = {"redact", "problem", "port", "target", "database"})
package io.firedrill.engine.comms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
