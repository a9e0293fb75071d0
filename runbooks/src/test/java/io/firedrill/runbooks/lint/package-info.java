/** Tests of the package of the same name. */
@NullMarked
package io.firedrill.runbooks.lint;

import org.jspecify.annotations.NullMarked;
