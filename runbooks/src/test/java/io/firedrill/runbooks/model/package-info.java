/** Tests of the package of the same name. */
@NullMarked
package io.firedrill.runbooks.model;

import org.jspecify.annotations.NullMarked;
