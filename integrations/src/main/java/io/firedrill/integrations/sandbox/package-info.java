/** The embedded estate: settings, start and stop, and the target that names it. */
@NullMarked
package io.firedrill.integrations.sandbox;

import org.jspecify.annotations.NullMarked;
