package io.firedrill.web.security;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who is asking.
 *
 * @param name the name written into the journal as actor; the same person has the same name however they signed in
 */
public record Person(String name, Set<Role> roles, Via via) implements AuthenticatedPrincipal, Serializable {
    /** How they proved who they are. */
    public enum Via {
        TOKEN("token"),
        PASSWORD("password"),
        OIDC("oidc"),
        BREAK_GLASS("break-glass");

        private final String label;

        Via(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Person {
        roles = Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return name;
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isAny(Collection<Role> any) {
        return any.stream().anyMatch(roles::contains);
    }

    /** In the order of {@link Role}. */
    public List<String> roleLabels() {
        return new TreeSet<>(roles).stream().map(Role::label).toList();
    }

    Collection<GrantedAuthority> authorities() {
        return roles.stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority(role.authority()))
                .toList();
    }
}
