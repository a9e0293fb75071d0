package io.firedrill.integrations.oauth;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.contract.AuthServerContract;
import io.firedrill.integrations.keycloak.KeycloakKind;
import io.firedrill.integrations.testing.KeycloakRealm;
import io.firedrill.integrations.testing.KeycloakServer;

/** The plain adapter against a server of which it knows the issuer's address and one client. */
@Tag("real")
class OAuth2KeycloakContractTests extends AuthServerContract {
    private static final String CLIENT = "plain";
    private static KeycloakRealm realm;
    private static AuthServer issuer;
    private static AuthServer server;

    @BeforeAll
    static void start() {
        realm = KeycloakServer.shared().realm("plain", Duration.ofMinutes(5));
        realm.addConfidentialClient(CLIENT, "plain-secret", List.of(CLIENT));
        for (var app : List.of("app", "control-app")) realm.addPublicClient(app, List.of(KeycloakRealm.CLIENT, CLIENT));
        issuer = new KeycloakKind(Clock.systemUTC()).connect(realm.binding(Map.of()));
        server = connect(realm.issuer());
    }

    private static AuthServer connect(String address) {
        var settings = Map.of("issuer", address, "client", CLIENT);
        return new OAuth2Kind(Clock.systemUTC())
                .connect(new Binding("auth-server", settings, name -> Secret.of("plain-secret")));
    }

    @Override
    protected AuthServer authServer() {
        return server;
    }

    @Override
    protected AuthServer issuer() {
        return issuer;
    }

    @Override
    protected AuthServer unreachable() {
        return connect("http://127.0.0.1:9/realms/plain");
    }

    @Override
    protected String ownSubject() {
        return CLIENT;
    }

    @Override
    protected String ownClient() {
        return CLIENT;
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
        return "app";
    }

    @Override
    protected String controlClient() {
        return "control-app";
    }
}
