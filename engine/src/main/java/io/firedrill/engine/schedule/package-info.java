/**
 * Planned drills: when each is due, and starting it then without anybody being there. The only package that knows
 * Quartz, which is no more than the alarm clock: what is due and what became of it stands in our own tables.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "problem", "journal", "seal", "target", "library", "run"})
package io.firedrill.engine.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
