package io.firedrill.integrations.contract;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.refused;
import static io.firedrill.integrations.contract.Answers.until;
import static io.firedrill.integrations.contract.Answers.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.Minted;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.Gateway;
import io.firedrill.engine.port.Gateway.DenyOrder;
import io.firedrill.engine.port.Gateway.EnforcementPoint;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;

/** What the engine relies on in any gateway. */
public abstract class GatewayContract {
    private static final Duration SOON = Duration.ofSeconds(10);

    protected abstract Gateway gateway();

    /** A gateway of the same kind that cannot be reached. */
    protected abstract Gateway unreachable();

    /** The server whose tokens this gateway takes. */
    protected abstract AuthServer authServer();

    protected abstract String subject();

    protected abstract String otherSubject();

    protected abstract String client();

    @Test
    void isHealthyWhenItAnswersAndIllWhenItDoesNot() {
        assertThat(gateway().check().healthy()).isTrue();
        assertThat(unreachable().check().healthy()).isFalse();
    }

    @Test
    void hasAtLeastOnePointOnEachNodeInAStableOrder() {
        assertThat(gateway().points()).isNotEmpty().isEqualTo(gateway().points());
        assertThat(gateway().points())
                .extracting(EnforcementPoint::node)
                .containsAll(gateway().nodes());
    }

    @Test
    void acceptsALiveTokenAtEveryPoint() {
        for (var point : gateway().points()) {
            var verdict = waiting(
                    SOON, () -> gateway().probe(point, mint(point, subject()).accessToken()));

            assertThat(verdict.accepted()).as(point.name()).isTrue();
            assertThat(verdict.status()).isBetween(200, 299);
            assertThat(verdict.at()).isBetween(Instant.now().minusSeconds(5), Instant.now());
        }
    }

    @Test
    void refusesAMadeUpTokenAtEveryPoint() {
        for (var point : gateway().points()) {
            var verdict = waiting(SOON, () -> gateway().probe(point, Secret.of("made-up-" + UUID.randomUUID())));

            assertThat(verdict.accepted()).as(point.name()).isFalse();
        }
    }

    @Test
    void refusesToDenyWhatItCannot() {
        var scopes = gateway().deniable();
        if (!scopes.contains(RevocationScope.Kind.SUBJECT))
            assertThat(refused(gateway()
                            .deny(
                                    gateway().nodes().get(0),
                                    deny(new RevocationScope.Subject(subject()), Instant.now()))))
                    .isNotBlank();
    }

    @Test
    void aDeniedSubjectIsRefusedOnThatNodeAndOthersAreNot() {
        assumeTrue(gateway().deniable().contains(RevocationScope.Kind.SUBJECT), "denies nothing");
        for (var node : gateway().nodes()) {
            var point = pointOf(node);
            var victim = mint(point, subject());
            var control = mint(point, otherSubject());
            var order =
                    deny(new RevocationScope.Subject(subject()), Instant.now().plusMillis(1));
            done(gateway().deny(node, order));

            until("refused at " + point.name(), SOON, () -> !accepted(point, victim));
            assertThat(accepted(point, control))
                    .as("control at " + point.name())
                    .isTrue();
            assertThat(done(gateway().denies(node, order.key()))).isTrue();
            done(gateway().lift(node, order.key()));
        }
    }

    @Test
    void liftingLetsTheTokenPassAgainAndMayBeRepeated() {
        assumeTrue(gateway().deniable().contains(RevocationScope.Kind.TOKEN), "denies nothing");
        var point = gateway().points().get(0);
        var minted = mint(point, subject());
        var order = deny(
                new RevocationScope.Token(minted.accessToken()), Instant.now().plusSeconds(1));
        done(gateway().deny(point.node(), order));
        until("refused", SOON, () -> !accepted(point, minted));

        assertThat(done(gateway().lift(point.node(), order.key()))).isTrue();

        until("accepted again", SOON, () -> accepted(point, minted));
        assertThat(done(gateway().lift(point.node(), order.key()))).isFalse();
        assertThat(done(gateway().denies(point.node(), order.key()))).isFalse();
    }

    @Test
    void aTokenIssuedAfterTheInstantPasses() {
        assumeTrue(gateway().deniable().contains(RevocationScope.Kind.SUBJECT), "denies nothing");
        var point = gateway().points().get(0);
        var before = mint(point, subject());
        var order = deny(
                new RevocationScope.Subject(subject()),
                before.expiresAt().minus(life(before)).plusMillis(1));
        done(gateway().deny(point.node(), order));
        until("the earlier token is refused", SOON, () -> !accepted(point, before));

        until("a later sign-in passes", SOON, () -> accepted(point, mint(point, subject())));
        done(gateway().lift(point.node(), order.key()));
    }

    @Test
    void theSameKeyAgainReplacesTheEntry() {
        assumeTrue(gateway().deniable().contains(RevocationScope.Kind.SUBJECT), "denies nothing");
        var node = gateway().nodes().get(0);
        var first = deny(new RevocationScope.Subject(subject()), Instant.now());
        var again = new DenyOrder(
                first.key(), new RevocationScope.Subject(otherSubject()), first.issuedBefore(), first.until());
        done(gateway().deny(node, first));
        done(gateway().deny(node, again));

        assertThat(done(gateway().lift(node, first.key()))).isTrue();
        assertThat(done(gateway().denies(node, first.key()))).isFalse();
    }

    @Test
    void refusesAnUnknownNode() {
        assumeTrue(gateway().deniable().contains(RevocationScope.Kind.SUBJECT), "denies nothing");
        var order = deny(new RevocationScope.Subject(subject()), Instant.now());

        assertThat(refused(gateway().deny("no-such-node", order))).isNotBlank();
    }

    protected final Minted mint(EnforcementPoint point, String subject) {
        var form = point.form() == null ? TokenForm.JWT : point.form();
        var device = "device-" + UUID.randomUUID();
        return done(authServer().mint(new MintOrder("gw-" + UUID.randomUUID(), subject, client(), device, form)));
    }

    protected final boolean accepted(EnforcementPoint point, Minted minted) {
        return waiting(SOON, () -> gateway().probe(point, minted.accessToken())).accepted();
    }

    private Duration life(Minted minted) {
        // Tokens carry whole seconds; a moment after the issue is all this needs.
        return Duration.between(Instant.now(), minted.expiresAt());
    }

    private EnforcementPoint pointOf(String node) {
        return gateway().points().stream()
                .filter(point -> point.node().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static DenyOrder deny(RevocationScope scope, Instant issuedBefore) {
        return new DenyOrder(
                "deny-" + UUID.randomUUID(), scope, issuedBefore, Instant.now().plusSeconds(60));
    }
}
