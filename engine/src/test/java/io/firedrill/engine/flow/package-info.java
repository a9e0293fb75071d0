/** Whole runs on the real engine and a real database, against an estate in memory that can be told to misbehave. */
@NullMarked
package io.firedrill.engine.flow;

import org.jspecify.annotations.NullMarked;
