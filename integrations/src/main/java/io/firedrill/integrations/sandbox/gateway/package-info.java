/** The estate's TLS gateway: nodes with own caches and deny lists, and a record of what each decided. */
@NullMarked
package io.firedrill.integrations.sandbox.gateway;

import org.jspecify.annotations.NullMarked;
