/** Firedrill's shell module. */
@NullMarked
package io.firedrill.shell;

import org.jspecify.annotations.NullMarked;
