package io.firedrill.integrations.keycloak;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.integrations.contract.AuthServerContract;
import io.firedrill.integrations.testing.KeycloakRealm;
import io.firedrill.integrations.testing.KeycloakServer;

@Tag("real")
class KeycloakContractTests extends AuthServerContract {
    private static KeycloakRealm realm;
    private static AuthServer server;

    @BeforeAll
    static void start() {
        realm = KeycloakServer.shared().realm("contract", Duration.ofMinutes(5));
        server = new KeycloakKind(Clock.systemUTC()).connect(realm.binding(Map.of()));
    }

    @Override
    protected AuthServer authServer() {
        return server;
    }

    @Override
    protected AuthServer unreachable() {
        // Tokens are held against the address, so that is the same up to the door.
        return new KeycloakKind(Clock.systemUTC()).connect(realm.binding(Map.of("endpoint", "http://127.0.0.1:9")));
    }

    @Override
    protected String victim() {
        return "drill-victim";
    }

    @Override
    protected String control() {
        return "drill-control";
    }

    @Override
    protected String client() {
        return "drill-app";
    }

    @Override
    protected String controlClient() {
        return "drill-control-app";
    }
}
