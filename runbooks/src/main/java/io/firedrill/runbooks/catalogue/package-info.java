/** The actions that runbooks may call, and the shipped runbooks. */
@NullMarked
package io.firedrill.runbooks.catalogue;

import org.jspecify.annotations.NullMarked;
