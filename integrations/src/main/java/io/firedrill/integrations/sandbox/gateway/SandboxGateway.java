package io.firedrill.integrations.sandbox.gateway;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.net.LoopbackServer;
import io.firedrill.integrations.sandbox.tls.SandboxAuthority;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;

/** TLS nodes before two APIs, each with its own caches and deny list, and one admin API for all. */
public final class SandboxGateway implements AutoCloseable {
    private static final HttpLimits ASKING = new HttpLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), 2, 64);

    private final Faults faults;
    private final HttpCalls http = new HttpCalls(ASKING);
    private final List<GatewayNode> nodes = new ArrayList<>();
    private final Map<String, LoopbackServer> servers = new LinkedHashMap<>();
    private final GatewayAdmin admin;
    private final LoopbackServer adminServer;

    /**
     * @param keys every node's key; the certificates for them are issued here
     * @param work a folder for the servers' own files
     */
    public SandboxGateway(
            GatewaySettings settings,
            SandboxAuthority authority,
            KeyPair keys,
            Faults faults,
            InstantSource clock,
            Path work) {
        this.faults = faults;
        for (var named : settings.nodes()) {
            var node = node(settings, named, clock);
            nodes.add(node);
            servers.put(
                    named.name(),
                    new LoopbackServer(
                            named.name(),
                            named.port(),
                            work.resolve(named.name()),
                            authority.issue(named.name(), keys),
                            node));
        }
        this.admin = new GatewayAdmin(nodes, faults, clock);
        this.adminServer = new LoopbackServer(
                "gateway-admin",
                settings.adminPort(),
                work.resolve("gateway-admin"),
                null,
                admin.routes(settings.admin()));
    }

    public SandboxGateway start() {
        servers.values().forEach(LoopbackServer::start);
        adminServer.start();
        faults.onChange(this::followFaults);
        followFaults();
        return this;
    }

    public String adminEndpoint() {
        return adminServer.endpoint();
    }

    /** Address of each node by name, in order. */
    public Map<String, String> endpoints() {
        var all = new LinkedHashMap<String, String>();
        servers.forEach((name, server) -> all.put(name, server.endpoint()));
        return all;
    }

    /** Drops caches, deny entries, counters and records. */
    public void reset() {
        nodes.forEach(GatewayNode::reset);
        admin.reset();
    }

    @Override
    public void close() {
        adminServer.close();
        servers.values().forEach(LoopbackServer::close);
        http.close();
    }

    private GatewayNode node(GatewaySettings settings, GatewaySettings.Node named, InstantSource clock) {
        var stuck = named.name() + ".stuck-cache";
        Map<String, TokenCheck> checks = Map.of(
                GatewayNode.ORDERS,
                new IntrospectedTokens(
                        http,
                        settings.authServer(),
                        settings.client(),
                        settings.clientSecret(),
                        settings.introspectionCache(),
                        () -> faults.on(stuck)),
                GatewayNode.PROFILE,
                new TrustedIssuers(http, settings.issuers(), settings.jwksCache()));
        return new GatewayNode(named.name(), checks, named.propagation(), faults, clock);
    }

    private void followFaults() {
        servers.forEach((name, server) -> {
            if (faults.on(name + ".down")) server.suspend();
            else server.resume();
        });
    }
}
