/** One class per noun; the same commands serve one call from a script and the interactive shell. */
@NullMarked
package io.firedrill.shell.command;

import org.jspecify.annotations.NullMarked;
