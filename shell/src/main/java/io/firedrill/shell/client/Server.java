package io.firedrill.shell.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the server is.
 *
 * @param base scheme, host and port, and a path without a final slash when a proxy adds one
 */
public record Server(URI base) {
    public static final String DEFAULT = "http://localhost:8080";

    /** Refuses an address that would send the token unprotected over a network, unless that is allowed by name. */
    public static Server of(String address, boolean allowPlainHttp) {
        var server = new Server(parse(address));
        if (server.base.getScheme().equals("http") && !server.isLoopback() && !allowPlainHttp) {
            throw Failure.usage(
                    "The server address " + address + " is plain http to another machine; the token could be read on"
                            + " the way.",
                    "Use https, or set FIREDRILL_ALLOW_HTTP=true where the network itself is protected.");
        }
        return server;
    }

    private static URI parse(String address) {
        var text = address.strip();
        while (text.endsWith("/")) text = text.substring(0, text.length() - 1);
        if (!text.contains("://")) text = "http://" + text;
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                var path = uri.getRawPath() == null ? "" : uri.getRawPath();
                return new URI(scheme + "://" + uri.getRawAuthority().toLowerCase(Locale.ROOT) + path);
            }
        } catch (URISyntaxException e) {
            // Answered below, with what an address looks like.
        }
        throw Failure.usage(
                "Not a server address: the --server option or FIREDRILL_SERVER.",
                "Give it as http://localhost:8080 or https://firedrill.example.org, without name, password or query.");
    }

    public boolean isLoopback() {
        var host = base.getHost();
        return host.equals("localhost") || host.equals("[::1]") || isLoopbackAddress(host);
    }

    /** Only a numeric address: a name such as {@code 127.example.org} may be anywhere. */
    private static boolean isLoopbackAddress(String host) {
        if (!host.startsWith("127.")) return false;
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) != '.' && (host.charAt(i) < '0' || host.charAt(i) > '9')) return false;
        }
        return true;
    }

    public int port() {
        if (base.getPort() > 0) return base.getPort();
        return base.getScheme().equals("https") ? 443 : 80;
    }

    /** As shown in prompts and messages. */
    public String name() {
        return base.getRawAuthority() + (base.getRawPath() == null ? "" : base.getRawPath());
    }

    /** A file name for what is kept for this server; the names of this machine are one server. */
    String fileName() {
        var host = isLoopback() ? "localhost" : base.getHost().replaceAll("[^a-z0-9.-]", "_");
        return host + "_" + port();
    }
}
