/** What every adapter of a port must pass. */
@NullMarked
package io.firedrill.integrations.contract;

import org.jspecify.annotations.NullMarked;
