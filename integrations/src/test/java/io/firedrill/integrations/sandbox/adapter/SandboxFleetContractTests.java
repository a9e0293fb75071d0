package io.firedrill.integrations.sandbox.adapter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.firedrill.engine.port.AppFleet;
import io.firedrill.integrations.contract.AppFleetContract;
import io.firedrill.integrations.sandbox.TestEstate;

class SandboxFleetContractTests extends AppFleetContract {
    private static TestEstate estate;
    private static AppFleet fleet;

    @BeforeAll
    static void start() {
        estate = new TestEstate("fleet.installs", "5", "fleet.requests-per-second", "20");
        estate.estate().startTraffic();
        fleet = estate.fleet();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Override
    protected AppFleet fleet() {
        return fleet;
    }

    @Override
    protected AppFleet unreachable() {
        return estate.unreachable(new SandboxFleetKind(), "fleet");
    }
}
