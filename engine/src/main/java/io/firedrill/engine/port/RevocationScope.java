package io.firedrill.engine.port;

/**
 * What is to be refused from now on. {@link #toString()} of a token scope shows no token; other scopes name people or
 * clients and are pseudonymised by the engine before they reach a sink.
 */
public sealed interface RevocationScope {
    /** One grant: the access token, its refresh token and what was issued from it. */
    record Token(Secret token) implements RevocationScope {}

    /** One sign-in session, by the auth server's id. */
    record Session(String session) implements RevocationScope {}

    /** All sessions and grants of one person. */
    record Subject(String subject) implements RevocationScope {}

    /** All grants bound to one device (app install). */
    record Device(String device) implements RevocationScope {}

    /** All grants of one OAuth2 client. */
    record Client(String client) implements RevocationScope {}

    /** Every grant of the realm. */
    record Everyone() implements RevocationScope {}

    enum Kind {
        TOKEN,
        SESSION,
        SUBJECT,
        DEVICE,
        CLIENT,
        EVERYONE
    }

    default Kind kind() {
        if (this instanceof Token) return Kind.TOKEN;
        if (this instanceof Session) return Kind.SESSION;
        if (this instanceof Subject) return Kind.SUBJECT;
        if (this instanceof Device) return Kind.DEVICE;
        if (this instanceof Client) return Kind.CLIENT;
        return Kind.EVERYONE;
    }
}
