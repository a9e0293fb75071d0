/** Keycloak by its Admin REST API: canaries, revocation by every scope it knows, and proof that it happened. */
@NullMarked
package io.firedrill.integrations.keycloak;

import org.jspecify.annotations.NullMarked;
