package io.firedrill.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A person who signed in with a password or a personal token. Holds no credentials. */
final class PersonAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final Person person;
    private final @Nullable String tokenId;

    PersonAuthentication(Person person, @Nullable String tokenId) {
        super(person.authorities());
        this.person = person;
        this.tokenId = tokenId;
        setAuthenticated(true);
    }

    /** Id of the personal token they came with; null for a password. */
    @Nullable
    String tokenId() {
        return tokenId;
    }

    @Override
    public Person getPrincipal() {
        return person;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PersonAuthentication that && that.person.equals(person) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return person.hashCode();
    }
}
