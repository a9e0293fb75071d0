/** Tests of the package of the same name. */
@NullMarked
package io.firedrill.runbooks.modeler;

import org.jspecify.annotations.NullMarked;
