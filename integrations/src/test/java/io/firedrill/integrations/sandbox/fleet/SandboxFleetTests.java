package io.firedrill.integrations.sandbox.fleet;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.AuthServer.RevokeOrder;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.integrations.sandbox.TestEstate;
import io.firedrill.integrations.sandbox.tls.SandboxAuthority;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.Trust;

/** Apps notice what a revocation or a wrong key does to them, and the telemetry says so. */
class SandboxFleetTests {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String PASSWORD = "a-password-of-this-test";

    @Test
    void appsSignInAgainAfterEveryoneWasRevokedAndNobodyIsLockedOut() {
        try (var estate = new TestEstate(
                "fleet.installs", "5", "fleet.requests-per-second", "25", "fleet.sign-in-pause", "100ms")) {
            var fleet = estate.fleet();
            var beginning = Instant.now();
            estate.estate().startTraffic();
            until("every app has passed", SOON, () -> {
                var report = done(fleet.report(beginning));
                return report.installs() == 5 && report.requests() >= 30;
            });
            assertThat(done(fleet.report(beginning)).failed()).isZero();

            var revokedAt = Instant.now();
            done(estate.authServer()
                    .revoke(new RevokeOrder("all-" + UUID.randomUUID(), new RevocationScope.Everyone())));
            until(
                    "every app was signed out",
                    SOON,
                    () -> done(fleet.report(revokedAt)).signedOut() == 5);

            var later = Instant.now();
            until("every app passes again", SOON, () -> {
                var report = done(fleet.report(later));
                return report.installs() == 5 && report.requests() > report.failed() && report.lockedOut() == 0;
            });
        }
    }

    @Test
    void anAppPassesWithTheServersPinAndIsLockedOutWithoutIt() throws IOException, GeneralSecurityException {
        try (var estate = new TestEstate("passwords.responder", PASSWORD)) {
            var nodes = nodes(estate);
            var pin = servedPin(estate, nodes.get(0));

            var good = stepped(estate, nodes, Set.of("the-backup", pin));
            var bad = stepped(estate, nodes, Set.of("the-backup", "an-earlier-pin"));

            assertThat(good.lockedOut()).isFalse();
            assertThat(good.failed()).isZero();
            assertThat(good.requests()).isEqualTo(6);
            assertThat(bad.lockedOut()).isTrue();
            assertThat(bad.failed()).isEqualTo(6);
        }
    }

    @Test
    void oneBadNodeOfTwoIsNoLockOut() throws IOException, GeneralSecurityException {
        try (var estate = new TestEstate("passwords.responder", PASSWORD)) {
            var nodes = nodes(estate);
            var pin = servedPin(estate, nodes.get(0));
            estate.plant("gateway-2.down", "on");

            var count = stepped(estate, nodes, Set.of(pin));

            assertThat(count.failed()).isPositive();
            assertThat(count.lockedOut()).isFalse();
        }
    }

    private static Telemetry.Count stepped(TestEstate estate, List<String> nodes, Set<String> pins)
            throws IOException, GeneralSecurityException {
        var trust = Trust.of(List.of(authority(estate)));
        try (var plain = new HttpCalls(HttpLimits.USUAL);
                var pinned = new HttpCalls(HttpLimits.USUAL.attempting(1), Trust.in(new PinnedTrust(trust, pins)))) {
            var clock = Clock.systemUTC();
            var install = new AppInstall(
                    new AppIdentity("shop-app", "device-1", "responder"),
                    new AppRelease("shop-app", "1.0", pins),
                    PASSWORD,
                    new AppSignIn(plain, estate.estate().issuer(), clock),
                    pinned,
                    nodes,
                    Duration.ofMillis(50),
                    clock);
            for (var step = 0; step < 6; step++) install.step();
            return install.telemetry().all();
        }
    }

    private static List<String> nodes(TestEstate estate) {
        var nodes = new ArrayList<String>();
        for (var node : estate.settings("gateway").get("nodes").split(",")) nodes.add(node.split("=", 2)[1]);
        return nodes;
    }

    private static String servedPin(TestEstate estate, String node) throws IOException, GeneralSecurityException {
        var address = URI.create(node);
        var sockets = Trust.in(Trust.of(List.of(authority(estate)))).getSocketFactory();
        try (var socket = (SSLSocket) sockets.createSocket(address.getHost(), address.getPort())) {
            socket.startHandshake();
            return SandboxAuthority.pin(
                    socket.getSession().getPeerCertificates()[0].getPublicKey());
        }
    }

    private static X509Certificate authority(TestEstate estate) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(Path.of(estate.settings("gateway").get("ca")))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
