/** What Firedrill needs of the systems outside; adapters implement it and see nothing else of the engine. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.firedrill.engine.port;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
