package io.firedrill.integrations.oauth;

import java.time.Clock;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.integrations.contract.AuthServerContract;
import io.firedrill.integrations.sandbox.TestEstate;

/** The plain adapter against the sandbox; the tokens it revokes were issued to people by the sandbox's own. */
class OAuth2SandboxContractTests extends AuthServerContract {
    private static final String CLIENT = "firedrill-operator";
    private static TestEstate estate;
    private static AuthServer issuer;
    private static AuthServer server;

    @BeforeAll
    static void start() {
        estate = new TestEstate();
        issuer = estate.authServer();
        server = connect(estate.estate().issuer());
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    private static AuthServer connect(String address) {
        var settings = Map.of("issuer", address, "client", CLIENT);
        return new OAuth2Kind(Clock.systemUTC())
                .connect(new Binding("auth-server", settings, name -> estate.secret("auth-server", "admin")));
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
        return connect("http://127.0.0.1:9");
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
        return "drill-app";
    }

    @Override
    protected String controlClient() {
        return "drill-control-app";
    }
}
