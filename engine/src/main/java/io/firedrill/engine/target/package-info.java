/** Named systems with their drill and real bindings, secret references and the lease a run holds on them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"home", "redact", "problem", "port", "secret", "database"})
package io.firedrill.engine.target;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
