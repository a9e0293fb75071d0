/** Keeps secrets and names out of the open: a sealed store per run, and pseudonyms. */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "home"})
package io.firedrill.engine.seal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
