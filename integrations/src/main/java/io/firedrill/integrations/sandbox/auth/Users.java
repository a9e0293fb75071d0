package io.firedrill.integrations.sandbox.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Who can sign in at the sandbox's login page: the people named after Firedrill's roles and the fleet's app owners.
 * Passwords that are references to files are read at each sign-in; without one nobody gets in.
 */
final class Users implements UserDetailsService {
    private final Map<String, String> roles;
    private final Map<String, String> fleet;

    Users(AuthSettings settings) {
        this.roles = settings.roleUsers();
        this.fleet = settings.fleetUsers();
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        var role = roles.get(name);
        if (role != null) return user(name, password(role), name.toUpperCase(Locale.ROOT));
        return user(name, fleet.get(name), "APP_OWNER");
    }

    private static UserDetails user(String name, @Nullable String password, String role) {
        if (password == null || password.isBlank()) throw new UsernameNotFoundException("No sign-in for this name.");
        return User.withUsername(name).password("{noop}" + password).roles(role).build();
    }

    private static @Nullable String password(String reference) {
        if (!reference.startsWith("file:")) return reference;
        try {
            return Files.readString(Path.of(reference.substring("file:".length())), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException missing) {
            return null;
        }
    }
}
