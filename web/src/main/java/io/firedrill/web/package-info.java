/** Firedrill's server. */
@NullMarked
package io.firedrill.web;

import org.jspecify.annotations.NullMarked;
