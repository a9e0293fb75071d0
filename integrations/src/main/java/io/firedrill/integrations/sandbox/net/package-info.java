/** Small HTTP servers on loopback, their admin credential and private files. */
@NullMarked
package io.firedrill.integrations.sandbox.net;

import org.jspecify.annotations.NullMarked;
