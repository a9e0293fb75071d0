package io.firedrill.integrations.sandbox.net;

import java.security.KeyStore;

/** A private key with its certificate chain, in memory, under {@link #ALIAS}. */
public final class TlsIdentity {
    public static final String ALIAS = "node";

    private final KeyStore store;
    private final String password;

    public TlsIdentity(KeyStore store, String password) {
        this.store = store;
        this.password = password;
    }

    KeyStore store() {
        return store;
    }

    String password() {
        return password;
    }
}
