/** Any OAuth2 server by the standards alone: discovery, introspection, revocation of single tokens. */
@NullMarked
package io.firedrill.integrations.oauth;

import org.jspecify.annotations.NullMarked;
