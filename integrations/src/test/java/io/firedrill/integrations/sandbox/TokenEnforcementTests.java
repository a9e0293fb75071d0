package io.firedrill.integrations.sandbox;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.until;
import static io.firedrill.integrations.contract.Answers.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.Minted;
import io.firedrill.engine.port.AuthServer.RevokeOrder;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Gateway.DenyOrder;
import io.firedrill.engine.port.Gateway.EnforcementPoint;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;

/** Revocation takes effect where and when real gateways let it, and the gateway's record tells the truth of it. */
class TokenEnforcementTests {
    private static final Duration CACHE = Duration.ofMillis(800);
    private static final Duration SOON = Duration.ofSeconds(10);

    private static TestEstate estate;
    private static AuthServer auth;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        estate = new TestEstate(
                "gateway.introspection-cache",
                "800ms",
                "gateway.deny-delays",
                "50ms,400ms",
                "auth.access-token-life",
                "60s");
        auth = estate.authServer();
        gateway = estate.gateway();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Test
    void aRevokedJwtPassesUntilTheNodeIsToldToDenyIt() {
        var point = point("gateway-1", TokenForm.JWT);
        var stolen = mint(TokenForm.JWT);
        assertThat(accepted(point, stolen.accessToken())).isTrue();

        done(auth.revoke(new RevokeOrder(key(), new RevocationScope.Token(stolen.accessToken()))));
        assertThat(done(auth.active(stolen.accessToken()))).isFalse();
        assertThat(accepted(point, stolen.accessToken())).isTrue();

        done(gateway.deny(point.node(), deny(new RevocationScope.Token(stolen.accessToken()))));
        until("denied", SOON, () -> !accepted(point, stolen.accessToken()));
    }

    @Test
    void aRevokedOpaqueTokenPassesUntilTheNodesCacheRunsOut() {
        var point = point("gateway-1", TokenForm.OPAQUE);
        var stolen = mint(TokenForm.OPAQUE);
        assertThat(accepted(point, stolen.accessToken())).isTrue();

        var revokedAt = done(auth.revoke(new RevokeOrder(key(), new RevocationScope.Token(stolen.accessToken()))))
                .at();
        assertThat(accepted(point, stolen.accessToken())).isTrue();
        var refusedAt = firstRefusal(point, stolen.accessToken());

        assertThat(refusedAt).isBetween(revokedAt, revokedAt.plus(CACHE).plusMillis(500));
    }

    @Test
    void theRecordTellsWhenEachPointBeganToRefuse() {
        for (var point : gateway.points()) {
            var stolen = mint(point.form());
            assertThat(accepted(point, stolen.accessToken())).isTrue();
            done(auth.revoke(new RevokeOrder(key(), new RevocationScope.Session(stolen.session()))));
            done(gateway.deny(point.node(), deny(new RevocationScope.Session(stolen.session()))));

            var seen = change(point, stolen.accessToken());

            // However busy the machine is: after the last accepted probe was sent, before the first refusal arrived.
            assertThat(refusedFrom(point, stolen.accessToken()))
                    .as(point.name())
                    .isBetween(seen.lastAcceptedSentAt(), seen.firstRefusedAt());
        }
    }

    @Test
    void eachNodeTakesADenyEntryAfterItsOwnDelay() {
        var slow = point("gateway-2", TokenForm.JWT);
        var stolen = mint(TokenForm.JWT);
        assertThat(accepted(slow, stolen.accessToken())).isTrue();

        var deniedAt = done(gateway.deny("gateway-2", deny(new RevocationScope.Device(stolen.device()))))
                .at();
        firstRefusal(slow, stolen.accessToken());

        assertThat(refusedFrom(slow, stolen.accessToken())).isEqualTo(deniedAt.plusMillis(400));
    }

    @Test
    void routesTakeOnlyTheirOwnFormOfToken() {
        assertThat(accepted(
                        point("gateway-1", TokenForm.OPAQUE),
                        mint(TokenForm.JWT).accessToken()))
                .isFalse();
        assertThat(accepted(
                        point("gateway-1", TokenForm.JWT),
                        mint(TokenForm.OPAQUE).accessToken()))
                .isFalse();
    }

    @Test
    void aJwtWithAChangedClaimIsRefused() {
        var parts = mint(TokenForm.JWT).accessToken().reveal().split("\\.");
        var forged = parts[0] + "." + parts[1].substring(1) + "A." + parts[2];

        assertThat(accepted(point("gateway-1", TokenForm.JWT), Secret.of(forged)))
                .isFalse();
    }

    @Test
    void probesAreCheapOnKeptConnections() {
        var point = point("gateway-1", TokenForm.OPAQUE);
        var token = mint(TokenForm.OPAQUE).accessToken();
        for (var warmUp = 0; warmUp < 300; warmUp++) accepted(point, token);

        var start = System.nanoTime();
        for (var probe = 0; probe < 300; probe++)
            assertThat(accepted(point, token)).isTrue();
        var each = Duration.ofNanos(System.nanoTime() - start).dividedBy(300);

        // A loose bound that a new connection for each probe, or delayed acknowledgements, would break.
        assertThat(each).isLessThan(Duration.ofMillis(25));
    }

    private static boolean accepted(EnforcementPoint point, Secret token) {
        return waiting(SOON, () -> gateway.probe(point, token)).accepted();
    }

    private record Change(Instant lastAcceptedSentAt, Instant firstRefusedAt) {}

    private static Instant firstRefusal(EnforcementPoint point, Secret token) {
        return change(point, token).firstRefusedAt();
    }

    private static Change change(EnforcementPoint point, Secret token) {
        var seen = new Instant[] {Instant.now(), Instant.MAX};
        until("refused at " + point.name(), SOON, () -> {
            var sentAt = Instant.now();
            var verdict = waiting(SOON, () -> gateway.probe(point, token));
            if (verdict.accepted()) seen[0] = sentAt;
            seen[1] = verdict.at();
            return !verdict.accepted();
        });
        return new Change(seen[0], seen[1]);
    }

    private static Instant refusedFrom(EnforcementPoint point, Secret token) {
        var told = estate.admin("gateway", "admin", "POST", "/record", Map.of("hash", sha256(token.reveal())));
        for (var item : told.get("items"))
            if (item.get("node").stringValue().equals(point.node())
                    && item.get("route").stringValue().equals(point.route()))
                return Instant.parse(item.get("refusedFrom").stringValue());
        throw new AssertionError("The gateway has no record of this token at " + point.name());
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static EnforcementPoint point(String node, TokenForm form) {
        return gateway.points().stream()
                .filter(point -> point.node().equals(node) && point.form() == form)
                .findFirst()
                .orElseThrow();
    }

    private static Minted mint(TokenForm form) {
        return done(auth.mint(new MintOrder(key(), "drill-victim", "drill-app", "device-" + UUID.randomUUID(), form)));
    }

    private static DenyOrder deny(RevocationScope scope) {
        var now = Instant.now();
        return new DenyOrder(key(), scope, now.plusMillis(1), now.plusSeconds(60));
    }

    private static String key() {
        return "enforcement-" + UUID.randomUUID();
    }
}
