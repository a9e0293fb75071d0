/** The estate's certificate authority. */
@NullMarked
package io.firedrill.integrations.sandbox.tls;

import org.jspecify.annotations.NullMarked;
