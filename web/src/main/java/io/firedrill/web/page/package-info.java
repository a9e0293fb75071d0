/** The pages. */
@NullMarked
package io.firedrill.web.page;

import org.jspecify.annotations.NullMarked;
