/** Firedrill's web module. */
@NullMarked
package io.firedrill.web;

import org.jspecify.annotations.NullMarked;
