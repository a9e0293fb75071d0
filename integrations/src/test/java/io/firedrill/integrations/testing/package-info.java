/** Real systems that tests start for themselves, on the loopback address. */
@NullMarked
package io.firedrill.integrations.testing;

import org.jspecify.annotations.NullMarked;
