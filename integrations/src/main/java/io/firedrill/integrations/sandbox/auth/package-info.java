/** The estate's OAuth2 and OpenID Connect server, with an admin API that can revoke by scope. */
@NullMarked
package io.firedrill.integrations.sandbox.auth;

import org.jspecify.annotations.NullMarked;
