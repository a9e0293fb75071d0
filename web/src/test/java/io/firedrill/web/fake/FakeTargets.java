package io.firedrill.web.fake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.firedrill.engine.port.Health;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.target.Targets;

/** Two targets: the sandbox, held by a drill, and one that has a real side. */
public final class FakeTargets implements Targets {
    @Override
    public List<Target> all() {
        var systems = new LinkedHashMap<String, SystemView>();
        systems.put("auth-server", new SystemView("sandbox-auth", Map.of("url", "http://127.0.0.1:9000"), null));
        systems.put("gateway", new SystemView("sandbox-gateway", Map.of("nodes", "2"), null));
        systems.put("chat", new SystemView("sandbox-chat", Map.of(), null));
        return List.of(
                new Target("sandbox", "Sandbox", "sandbox", "sandbox", systems, false),
                new Target("payments", "Payments production", "payments", "payments.yaml", systems, true));
    }

    @Override
    public Optional<Target> find(String name) {
        return all().stream().filter(target -> target.name().equals(name)).findFirst();
    }

    @Override
    public Map<String, Health> check(String name, boolean real) {
        var health = new LinkedHashMap<String, Health>();
        health.put("auth-server", Health.good("GET /.well-known/openid-configuration answered 200 in 4 ms"));
        health.put("gateway", Health.ill("gateway-2 refused the connection"));
        health.put("chat", Health.good("Posted nothing, asked only"));
        return health;
    }

    @Override
    public Optional<Holder> holder(String name) {
        return name.equals("sandbox")
                ? Optional.of(new Holder("R-6", "drill", Instant.parse("2026-11-24T06:00:00Z")))
                : Optional.empty();
    }

    @Override
    public List<Problem> problems() {
        return List.of(Problem.at(
                "ledger.yaml:7", "FD-TARGET-KIND", "There is no system kind 'keyclok'.", "Did you mean keycloak?"));
    }
}
