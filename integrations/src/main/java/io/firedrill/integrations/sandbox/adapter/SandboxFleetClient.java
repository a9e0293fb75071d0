package io.firedrill.integrations.sandbox.adapter;

import java.time.Instant;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AppFleet;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Health;
import io.firedrill.integrations.support.HttpCall;

/** Reads the telemetry of the sandbox's apps. */
final class SandboxFleetClient implements AppFleet {
    private final AdminClient admin;

    SandboxFleetClient(Binding binding) {
        this.admin = new AdminClient(binding, SandboxFleetKind.ENDPOINT);
    }

    @Override
    public Health check() {
        return admin.check("/api/health");
    }

    @Override
    public Answer<FleetReport> report(Instant since) {
        var call = HttpCall.get(admin.at("/api/report?since=" + HttpCall.encoded(since.toString())));
        return admin.ask(call, FleetReport.class);
    }
}
