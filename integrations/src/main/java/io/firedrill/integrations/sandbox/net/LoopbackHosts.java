package io.firedrill.integrations.sandbox.net;

import java.util.Set;

/** Names under which the estate answers; any other in a {@code Host} header means a web page is being played. */
public final class LoopbackHosts {
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private LoopbackHosts() {}

    public static boolean names(String host) {
        return NAMES.contains(host);
    }
}
