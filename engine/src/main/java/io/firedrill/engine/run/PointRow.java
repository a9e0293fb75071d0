package io.firedrill.engine.run;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What probing one enforcement point with one victim has shown so far.
 *
 * @param acceptedBefore it accepted the victim before the revocation was ordered
 * @param refusedAt the first of three refusals in a row; null while it accepts
 * @param byExpiry it refused only because the token's lifetime was over
 * @param survivor the revocation did not reach it: it still accepted when probing ended, or until the token's
 *     lifetime was over
 */
public record PointRow(
        String point,
        String canary,
        boolean acceptedBefore,
        @Nullable Instant refusedAt,
        boolean byExpiry,
        boolean survivor) {}
