package io.firedrill.integrations.sandbox.auth;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.firedrill.integrations.sandbox.net.AdminCredential;

/**
 * What the auth server is started with.
 *
 * @param port 0 for any free one
 * @param roleUsers password of each person named after a role, or where to find it; a role without one cannot sign in
 * @param fleetUsers password of each simulated app's owner
 * @param keysKept how many revocation keys it remembers
 */
public record AuthSettings(
        int port,
        Duration accessTokenLife,
        AdminCredential admin,
        String gatewaySecret,
        String webSecret,
        List<String> redirectUris,
        List<String> logoutUris,
        Map<String, String> roleUsers,
        Map<String, String> fleetUsers,
        int keysKept) {
    /** Client id with which the gateway introspects. */
    public static final String GATEWAY_CLIENT = ClientIds.GATEWAY;

    /** Client id of Firedrill's own pages. */
    public static final String WEB_CLIENT = ClientIds.WEB;

    @Override
    public String toString() {
        return "AuthSettings[port=" + port + "]";
    }
}
