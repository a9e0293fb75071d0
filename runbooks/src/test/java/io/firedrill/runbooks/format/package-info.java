/** Tests of the package of the same name. */
@NullMarked
package io.firedrill.runbooks.format;

import org.jspecify.annotations.NullMarked;
