/** The data folder and the keys in it. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.firedrill.engine.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
