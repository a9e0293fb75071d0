/** Firedrill's runbooks module. */
@NullMarked
package io.firedrill.runbooks;

import org.jspecify.annotations.NullMarked;
