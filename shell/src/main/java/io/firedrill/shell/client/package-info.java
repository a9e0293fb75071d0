/** Calls to the server's API, its documents, and what can go wrong on the way. */
@NullMarked
package io.firedrill.shell.client;

import org.jspecify.annotations.NullMarked;
