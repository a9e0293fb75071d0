package io.firedrill.integrations.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.contract.GatewayContract;
import io.firedrill.integrations.sandbox.TestEstate;

/** Probing alone, with the sandbox's nodes as the resource servers. */
class HttpGatewayContractTests extends GatewayContract {
    private static TestEstate estate;

    @BeforeAll
    static void start() {
        estate = new TestEstate();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Override
    protected Gateway gateway() {
        return connect(points("/profile"));
    }

    @Override
    protected Gateway unreachable() {
        return connect("api=https://127.0.0.1:9/profile");
    }

    @Override
    protected AuthServer authServer() {
        return estate.authServer();
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

    @Test
    void aPlaceThatLetsRequestsWithoutATokenInIsIllSinceAProbeWouldProveNothing() {
        var open = estate.settings("chat").get("endpoint") + "/";

        assertThat(connect(points("/profile") + ",open=" + open).check())
                .satisfies(health -> assertThat(health.healthy()).isFalse())
                .satisfies(health -> assertThat(health.detail()).contains("open /"));
    }

    @Test
    void anythingButATwoHundredOrARefusalIsNoVerdict() {
        var nowhere = connect(points("/no-such-route"));

        assertThat(nowhere.probe(nowhere.points().get(0), Secret.of("x")))
                .isInstanceOf(io.firedrill.engine.port.Answer.TryLater.class);
        assertThat(nowhere.check().healthy()).isFalse();
    }

    @Test
    void addressesMustBeOnesThatTokensMayGoTo() {
        assertThatThrownBy(() -> connect("api=http://api.example.org/orders")).hasMessageContaining("https://");
        assertThatThrownBy(() -> connect("https://api.example.org/orders")).hasMessageContaining("name=");
        assertThatThrownBy(() -> connect("api=https://a.example/x, api=https://b.example/x"))
                .hasMessageContaining("twice");
    }

    private static String points(String path) {
        var nodes = estate.settings("gateway").get("nodes").split(",");
        return java.util.Arrays.stream(nodes).map(node -> node + path).collect(Collectors.joining(", "));
    }

    private static Gateway connect(String points) {
        var settings = Map.of("points", points, "ca", estate.settings("gateway").get("ca"));
        return new HttpGatewayKind(Clock.systemUTC())
                .connect(new Binding("gateway", settings, name -> Secret.of("none")));
    }
}
