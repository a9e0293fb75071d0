package io.firedrill.integrations.sandbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.firedrill.integrations.sandbox.auth.AuthSettings;
import io.firedrill.integrations.sandbox.auth.SandboxAuthServer;
import io.firedrill.integrations.sandbox.chat.SandboxChat;
import io.firedrill.integrations.sandbox.fault.Fault;
import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.fleet.FleetSettings;
import io.firedrill.integrations.sandbox.fleet.FleetUsers;
import io.firedrill.integrations.sandbox.fleet.SandboxFleet;
import io.firedrill.integrations.sandbox.gateway.GatewaySettings;
import io.firedrill.integrations.sandbox.gateway.SandboxGateway;
import io.firedrill.integrations.sandbox.net.AdminCredential;
import io.firedrill.integrations.sandbox.net.PrivateFiles;
import io.firedrill.integrations.sandbox.net.Randoms;
import io.firedrill.integrations.sandbox.tls.SandboxAuthority;
import io.firedrill.integrations.support.Json;

/**
 * The whole estate: an auth server, a gateway of several TLS nodes, a chat and a fleet of apps, on loopback ports.
 * Its files lie in one folder: {@code admin-token} and {@code web-client-secret} (0600), {@code web-client.json},
 * {@code ca.pem}.
 */
public final class SandboxEstate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxEstate.class);
    private static final List<String> ROLES = List.of("viewer", "responder", "ops", "approver", "admin");

    private final SandboxSettings settings;
    private final Path folder;
    private final InstantSource clock;
    private final Faults faults;
    private final AdminCredential admin;
    private final FleetUsers owners;
    private final String gatewaySecret = Randoms.text(32);
    private final String webSecret = Randoms.text(32);
    private @Nullable Running running;

    private record Running(
            SandboxAuthServer auth, SandboxGateway gateway, SandboxChat chat, SandboxFleet fleet, Path ca) {}

    /** @param folder where its files go, made when missing */
    public SandboxEstate(SandboxSettings settings, Path folder, InstantSource clock) {
        this.settings = settings;
        this.folder = PrivateFiles.folder(folder.toAbsolutePath().normalize());
        this.clock = clock;
        this.faults =
                new Faults(nodes().stream().map(GatewaySettings.Node::name).toList());
        settings.faults().forEach((point, fault) -> faults.plant(point, Fault.parse(fault)));
        this.admin = AdminCredential.create(this.folder.resolve("admin-token"));
        this.owners = FleetUsers.named(settings.fleet().installs());
    }

    /** Opens every port. The apps stay still until {@link #startTraffic()}. */
    public synchronized SandboxEstate start() {
        if (running != null) return this;
        var started = new ArrayList<AutoCloseable>();
        try {
            running = started(started);
        } catch (RuntimeException e) {
            closeAll(started);
            throw e;
        }
        return this;
    }

    public void startTraffic() {
        running().fleet().startTraffic();
    }

    public Path folder() {
        return folder;
    }

    public Faults faults() {
        return faults;
    }

    /** The target file that names this estate. */
    public String target() {
        var now = running();
        return SandboxTarget.yaml(new SandboxTarget.Addresses(
                now.auth().endpoint(),
                settings.auth().accessTokenLife(),
                now.gateway().adminEndpoint(),
                now.gateway().endpoints(),
                now.ca(),
                now.chat().endpoint(),
                now.fleet().endpoint(),
                admin.file()));
    }

    /** The auth server's address, which is its issuer. */
    public String issuer() {
        return running().auth().endpoint();
    }

    /** Lifts faults, empties the chat, and forgets canaries, deny entries, caches, counters and records. */
    public void reset() {
        var now = running();
        faults.lift(null);
        now.auth().reset();
        now.gateway().reset();
        now.chat().reset();
    }

    @Override
    public synchronized void close() {
        var now = running;
        if (now == null) return;
        running = null;
        faults.lift(null);
        closeAll(List.of(now.auth(), now.gateway(), now.chat(), now.fleet()));
    }

    private synchronized Running running() {
        var now = running;
        if (now == null) throw new IllegalStateException("The sandbox is not running.");
        return now;
    }

    private Running started(List<AutoCloseable> started) {
        var work = folder.resolve("work");
        var auth = kept(started, new SandboxAuthServer(authSettings(), faults, clock, this::reset));
        auth.start();
        var authority = new SandboxAuthority(clock.instant());
        var keys = SandboxAuthority.newKeys();
        var ca = folder.resolve("ca.pem");
        PrivateFiles.write(ca, authority.pem());
        var gateway = kept(
                started, new SandboxGateway(gatewaySettings(auth.endpoint()), authority, keys, faults, clock, work));
        gateway.start();
        var chat = kept(
                started,
                new SandboxChat(settings.chat().port(), settings.chat().channels(), admin, faults, clock, work));
        chat.start();
        var fleet = kept(started, new SandboxFleet(fleetSettings(auth, gateway, authority, keys), faults, clock, work));
        fleet.start();
        writeWebClient(auth.endpoint());
        return new Running(auth, gateway, chat, fleet, ca);
    }

    private AuthSettings authSettings() {
        return new AuthSettings(
                settings.auth().port(),
                settings.auth().accessTokenLife(),
                admin,
                gatewaySecret,
                webSecret,
                settings.redirectUris(),
                settings.logoutUris(),
                people(),
                owners.passwords(),
                settings.auth().keysKept());
    }

    private Map<String, String> people() {
        var people = new LinkedHashMap<String, String>();
        for (var role : ROLES) {
            var given = settings.passwords().getOrDefault(role, settings.password());
            // The server's own first accounts keep their generated passwords there.
            people.put(
                    role,
                    given.isBlank() ? "file:" + folder.resolve("passwords").resolve(role) : given);
        }
        return people;
    }

    private GatewaySettings gatewaySettings(String authServer) {
        return new GatewaySettings(
                settings.gateway().adminPort(),
                nodes(),
                settings.gateway().introspectionCache(),
                settings.gateway().jwksCache(),
                admin,
                authServer,
                AuthSettings.GATEWAY_CLIENT,
                gatewaySecret,
                trusted(authServer));
    }

    private List<GatewaySettings.Issuer> trusted(String authServer) {
        var issuers = new ArrayList<GatewaySettings.Issuer>();
        issuers.add(new GatewaySettings.Issuer(authServer, authServer + "/oauth2/jwks", "sub"));
        for (var other : settings.gateway().trusted())
            issuers.add(new GatewaySettings.Issuer(other.issuer(), other.jwks(), other.subjectClaim()));
        return issuers;
    }

    private List<GatewaySettings.Node> nodes() {
        var ports = settings.gateway().ports();
        var delays = settings.gateway().denyDelays();
        var nodes = new ArrayList<GatewaySettings.Node>();
        for (var number = 0; number < delays.size(); number++)
            nodes.add(new GatewaySettings.Node(
                    "gateway-" + (number + 1), number < ports.size() ? ports.get(number) : 0, delays.get(number)));
        return nodes;
    }

    private FleetSettings fleetSettings(
            SandboxAuthServer auth, SandboxGateway gateway, SandboxAuthority authority, KeyPair keys) {
        // The backup key is made where the running one is, so that a rotation can only go wrong by its order.
        var backup = SandboxAuthority.newKeys();
        return new FleetSettings(
                settings.fleet().port(),
                settings.fleet().installs(),
                settings.fleet().requestsPerSecond(),
                settings.fleet().signInPause(),
                settings.seed(),
                admin,
                auth.endpoint(),
                gateway.endpoints(),
                authority.certificate(),
                SandboxAuthority.pin(keys.getPublic()),
                SandboxAuthority.pin(backup.getPublic()),
                owners);
    }

    /** What Firedrill's own pages need to offer signing in here. */
    private void writeWebClient(String issuer) {
        var secret = folder.resolve("web-client-secret");
        PrivateFiles.write(secret, webSecret.getBytes(StandardCharsets.UTF_8));
        PrivateFiles.write(
                folder.resolve("web-client.json"),
                Json.bytes(Map.of(
                        "issuer", issuer, "clientId", AuthSettings.WEB_CLIENT, "clientSecretFile", secret.toString())));
    }

    private static <T extends AutoCloseable> T kept(List<AutoCloseable> started, T part) {
        started.add(part);
        return part;
    }

    /** Last started, first closed; goes on when one fails to close. */
    private static void closeAll(List<? extends AutoCloseable> parts) {
        for (var number = parts.size() - 1; number >= 0; number--) {
            try {
                parts.get(number).close();
            } catch (Exception e) {
                LOG.warn("A part of the sandbox did not stop cleanly.", e);
            }
        }
    }
}
