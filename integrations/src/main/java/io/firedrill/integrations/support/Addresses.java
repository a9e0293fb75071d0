package io.firedrill.integrations.support;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Binding;

/** Addresses from a target file, to which credentials and tokens are sent. */
public final class Addresses {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private Addresses() {}

    /**
     * The required setting, without a slash at its end.
     *
     * @throws IllegalArgumentException when it is no address that secrets may go to
     */
    public static String required(Binding binding, String setting) {
        return checked(binding.required(setting), "Setting '" + setting + "' of system '" + binding.system() + "'");
    }

    /**
     * @param what what it is, for the text
     * @throws IllegalArgumentException when it is neither {@code https} nor on this machine
     */
    public static String checked(String address, String what) {
        try {
            var uri = URI.create(address);
            var scheme = uri.getScheme();
            if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                if ("https".equals(scheme)) return withoutSlash(address);
                if ("http".equals(scheme) && LOOPBACK.contains(uri.getHost())) return withoutSlash(address);
            }
        } catch (IllegalArgumentException notOne) {
            throw new IllegalArgumentException(what + " is no address: '" + address + "'.", notOne);
        }
        throw new IllegalArgumentException(
                what + " is '" + address
                        + "' and must be https://host…; http:// is taken on the loopback address only, since secrets go there.");
    }

    /** Calls that trust the authorities in the file of the setting {@code ca}, or else the machine's own list. */
    public static HttpCalls calls(Binding binding, String caSetting, HttpLimits limits) {
        var ca = binding.setting(caSetting);
        return ca == null ? new HttpCalls(limits) : new HttpCalls(limits, Trust.inFile(Path.of(ca)));
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /** Why it cannot be used, or null. */
    public static @Nullable String problem(String address) {
        try {
            checked(address, "It");
            return null;
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
