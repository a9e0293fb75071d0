package io.firedrill.web.page;

import java.util.Set;

import io.firedrill.web.security.Person;
import io.firedrill.web.security.Role;

/** What the reader may do, so that pages show no button that would be refused. The server checks again. */
record May(
        boolean startDrill,
        boolean startReal,
        boolean steer,
        boolean approve,
        boolean note,
        boolean lever,
        boolean plan,
        boolean people) {
    static final May NOTHING = new May(false, false, false, false, false, false, false, false);

    static May of(Person person) {
        return new May(
                person.isAny(Set.of(Role.RESPONDER, Role.OPS)),
                person.is(Role.RESPONDER),
                person.is(Role.RESPONDER),
                person.is(Role.APPROVER),
                person.isAny(Set.of(Role.RESPONDER, Role.OPS, Role.APPROVER)),
                person.isAny(Set.of(Role.RESPONDER, Role.OPS)),
                person.is(Role.OPS),
                person.is(Role.ADMIN));
    }
}
