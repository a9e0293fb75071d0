package io.firedrill.integrations.sandbox.adapter;

import java.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.integrations.contract.AuthServerContract;
import io.firedrill.integrations.sandbox.TestEstate;

class SandboxAuthContractTests extends AuthServerContract {
    private static TestEstate estate;
    private static AuthServer server;

    @BeforeAll
    static void start() {
        estate = new TestEstate();
        server = estate.authServer();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Override
    protected AuthServer authServer() {
        return server;
    }

    @Override
    protected AuthServer unreachable() {
        return estate.unreachable(new SandboxAuthKind(Clock.systemUTC()), "auth-server");
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
