package io.firedrill.integrations.sandbox.auth;

import java.util.List;

/** The OAuth2 clients that the estate knows. */
public final class ClientIds {
    /** Apps of the fleet: public clients on phones. */
    public static final List<String> APPS = List.of("shop-app", "bank-app");

    /** Public clients that only canaries use. */
    public static final List<String> CANARIES =
            List.of("drill-app", "drill-control-app", "canary-app", "canary-control-app");

    /** Firedrill's own pages. */
    public static final String WEB = "firedrill-web";

    static final String GATEWAY = "sandbox-gateway";
    static final String OPERATOR = "firedrill-operator";

    /** The one address to which the simulated apps are sent back. */
    public static final String APP_REDIRECT = "app.firedrill.sandbox:/signed-in";

    /** Scope of the orders API, whose tokens are opaque. */
    public static final String ORDERS = "api.orders";

    /** Scope of the profile API, whose tokens are JWTs. */
    public static final String PROFILE = "api.profile";

    private ClientIds() {}
}
