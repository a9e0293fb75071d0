/** References to secrets, resolved at the moment of use. */
@NullMarked
@ApplicationModule(allowedDependencies = {"problem", "port"})
package io.firedrill.engine.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
