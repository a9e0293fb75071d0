package io.firedrill.integrations.sandbox.gateway;

import java.time.Instant;

/** How a route tells a good token from a bad one, with a cache of its own. */
interface TokenCheck {
    Check check(String token, String hash, Instant now);

    /** Drops what it has cached. */
    void forget();
}
