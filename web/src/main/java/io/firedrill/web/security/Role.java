package io.firedrill.web.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person may do. Roles do not contain each other: admin does none of the acts. */
public enum Role {
    VIEWER,
    RESPONDER,
    OPS,
    APPROVER,
    ADMIN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String authority() {
        return "ROLE_" + name();
    }

    static Optional<Role> of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    static Set<Role> parse(String labels) {
        var roles = EnumSet.noneOf(Role.class);
        for (var label : labels.split(",")) of(label.strip()).ifPresent(roles::add);
        return roles;
    }
}
