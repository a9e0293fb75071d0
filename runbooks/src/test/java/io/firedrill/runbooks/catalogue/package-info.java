/** Tests of the package of the same name. */
@NullMarked
package io.firedrill.runbooks.catalogue;

import org.jspecify.annotations.NullMarked;
