package io.firedrill.integrations.sandbox.gateway;

import java.time.Instant;

/** What a node's own check of a token found, before its deny list. */
sealed interface Check {
    record Valid(TokenFacts facts) implements Check {}

    /** @param from since when this node would have refused it */
    record Invalid(String reason, Instant from) implements Check {}

    /** No verdict: the auth server did not answer. */
    record Unknown(String why) implements Check {}
}
