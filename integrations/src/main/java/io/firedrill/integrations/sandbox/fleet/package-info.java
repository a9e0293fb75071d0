/** Simulated app installs that sign in, pin the gateway's key and make steady traffic. */
@NullMarked
package io.firedrill.integrations.sandbox.fleet;

import org.jspecify.annotations.NullMarked;
