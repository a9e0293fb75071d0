/** Faults that are planted in the estate on purpose. */
@NullMarked
package io.firedrill.integrations.sandbox.fault;

import org.jspecify.annotations.NullMarked;
