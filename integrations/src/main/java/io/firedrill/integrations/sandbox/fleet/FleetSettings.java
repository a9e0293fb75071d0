package io.firedrill.integrations.sandbox.fleet;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;

import io.firedrill.integrations.sandbox.net.AdminCredential;

/**
 * What the fleet is started with.
 *
 * @param port of its telemetry; 0 for any free one
 * @param nodes address of each gateway node
 * @param pin of the key that the gateway uses now
 * @param backupPin of the key that it would use next
 */
public record FleetSettings(
        int port,
        int installs,
        int requestsPerSecond,
        Duration signInPause,
        long seed,
        AdminCredential admin,
        String authServer,
        Map<String, String> nodes,
        X509Certificate authority,
        String pin,
        String backupPin,
        FleetUsers owners) {}
