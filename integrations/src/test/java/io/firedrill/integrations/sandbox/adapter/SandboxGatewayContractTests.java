package io.firedrill.integrations.sandbox.adapter;

import java.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Gateway;
import io.firedrill.integrations.contract.GatewayContract;
import io.firedrill.integrations.sandbox.TestEstate;

class SandboxGatewayContractTests extends GatewayContract {
    private static TestEstate estate;
    private static Gateway gateway;
    private static AuthServer server;

    @BeforeAll
    static void start() {
        estate = new TestEstate();
        gateway = estate.gateway();
        server = estate.authServer();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Override
    protected Gateway gateway() {
        return gateway;
    }

    @Override
    protected Gateway unreachable() {
        return estate.unreachable(new SandboxGatewayKind(Clock.systemUTC()), "gateway");
    }

    @Override
    protected AuthServer authServer() {
        return server;
    }

    @Override
    protected String subject() {
        return "drill-victim";
    }

    @Override
    protected String otherSubject() {
        return "drill-control";
    }

    @Override
    protected String client() {
        return "drill-app";
    }
}
