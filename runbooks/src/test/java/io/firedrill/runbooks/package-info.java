/** Tests of reading and lint together. */
@NullMarked
package io.firedrill.runbooks;

import org.jspecify.annotations.NullMarked;
