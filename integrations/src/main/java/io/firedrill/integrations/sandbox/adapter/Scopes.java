package io.firedrill.integrations.sandbox.adapter;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.RevocationScope;

/** Scopes in the words of the estate's APIs. */
final class Scopes {
    private Scopes() {}

    static String kind(RevocationScope scope) {
        return scope.kind().name().toLowerCase(Locale.ROOT);
    }

    static @Nullable String value(RevocationScope scope) {
        if (scope instanceof RevocationScope.Token token) return token.token().reveal();
        if (scope instanceof RevocationScope.Session session) return session.session();
        if (scope instanceof RevocationScope.Subject subject) return subject.subject();
        if (scope instanceof RevocationScope.Device device) return device.device();
        if (scope instanceof RevocationScope.Client client) return client.client();
        return null;
    }
}
