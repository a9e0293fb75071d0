package io.firedrill.web.security;

import java.util.Set;

import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** A request by the test account of one role. */
public final class SignedInAs {
    private SignedInAs() {}

    public static RequestPostProcessor role(String name) {
        var person = new Person(name, Set.of(Role.of(name).orElseThrow()), Person.Via.PASSWORD);
        return SecurityMockMvcRequestPostProcessors.authentication(new PersonAuthentication(person, null));
    }
}
