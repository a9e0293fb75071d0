/** Firedrill's integrations module. */
@NullMarked
package io.firedrill.integrations;

import org.jspecify.annotations.NullMarked;
