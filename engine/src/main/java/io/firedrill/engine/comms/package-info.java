/** Approved messages, the exercise mark and the outbox. */
@NullMarked
@ApplicationModule(allowedDependencies = {"home", "redact", "problem", "journal", "port", "target", "library", "run"})
package io.firedrill.engine.comms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
