package io.firedrill.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** A person as the identity provider describes them, with their roles here. */
final class OidcPerson extends DefaultOidcUser {
    private static final long serialVersionUID = 1L;

    private final Person person;

    OidcPerson(Person person, OidcIdToken idToken, @Nullable OidcUserInfo userInfo, String nameClaim) {
        super(person.authorities(), idToken, userInfo, nameClaim);
        this.person = person;
    }

    Person person() {
        return person;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OidcPerson that && that.person.equals(person) && super.equals(other);
    }

    @Override
    public int hashCode() {
        return person.hashCode();
    }
}
