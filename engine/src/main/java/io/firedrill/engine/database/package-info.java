/** The one database: H2 in the data folder or PostgreSQL, and the migrations that own every table. */
@NullMarked
@ApplicationModule(allowedDependencies = {"home", "problem", "port", "secret"})
package io.firedrill.engine.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
