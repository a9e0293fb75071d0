package io.firedrill.integrations.sandbox.gateway;

import java.time.Duration;
import java.util.List;

import io.firedrill.integrations.sandbox.net.AdminCredential;

/**
 * What the gateway is started with.
 *
 * @param adminPort 0 for any free one
 * @param nodes in order
 */
public record GatewaySettings(
        int adminPort,
        List<Node> nodes,
        Duration introspectionCache,
        Duration jwksCache,
        AdminCredential admin,
        String authServer,
        String client,
        String clientSecret,
        List<Issuer> issuers) {
    /** Whose JWTs the nodes take: by which keys, and by which claim beside {@code sub} people are denied. */
    public record Issuer(String issuer, String jwks, String subjectClaim) {}

    /** @param propagation how long a deny entry takes to reach this node */
    public record Node(String name, int port, Duration propagation) {}

    @Override
    public String toString() {
        return "GatewaySettings[nodes=" + nodes + "]";
    }
}
