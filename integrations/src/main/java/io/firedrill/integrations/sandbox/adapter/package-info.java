/** The engine's ports, spoken to the estate over HTTP. */
@NullMarked
package io.firedrill.integrations.sandbox.adapter;

import org.jspecify.annotations.NullMarked;
