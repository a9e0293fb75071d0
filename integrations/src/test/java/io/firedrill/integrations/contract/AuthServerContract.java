package io.firedrill.integrations.contract;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.Minted;
import io.firedrill.engine.port.AuthServer.RevokeOrder;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.RevocationScope.Kind;
import io.firedrill.engine.port.Secret;

/** What the engine relies on in any auth server. */
public abstract class AuthServerContract {
    protected abstract AuthServer authServer();

    /** A server of the same kind that cannot be reached. */
    protected abstract AuthServer unreachable();

    protected abstract String victim();

    protected abstract String control();

    protected abstract String client();

    protected abstract String controlClient();

    @Test
    void isHealthyWhenItAnswersAndIllWhenItDoesNot() {
        assertThat(authServer().check().healthy()).isTrue();
        assertThat(unreachable().check().healthy()).isFalse();
    }

    @Test
    void mintsTokensThatItCallsActive() {
        for (var form : TokenForm.values()) {
            var minted = mint(victim(), client(), form);

            assertThat(minted.form()).isEqualTo(form);
            assertThat(minted.subject()).isEqualTo(victim());
            assertThat(minted.session()).isNotBlank();
            assertThat(done(authServer().active(minted.accessToken()))).isTrue();
        }
    }

    @Test
    void callsAMadeUpTokenInactive() {
        assertThat(done(authServer().active(Secret.of("no-such-token")))).isFalse();
    }

    @Test
    void mintingAgainUnderTheSameKeyReplacesTheEarlierTokens() {
        var key = key();
        var first = done(authServer().mint(order(key, victim(), client(), TokenForm.OPAQUE)));
        var second = done(authServer().mint(order(key, victim(), client(), TokenForm.OPAQUE)));

        assertThat(done(authServer().active(first.accessToken()))).isFalse();
        assertThat(done(authServer().active(second.accessToken()))).isTrue();
    }

    @Test
    void retiringEndsTheCanaryAndMayBeRepeated() {
        var key = key();
        var minted = done(authServer().mint(order(key, victim(), client(), TokenForm.OPAQUE)));

        assertThat(done(authServer().retire(key))).isPositive();
        assertThat(done(authServer().active(minted.accessToken()))).isFalse();
        assertThat(done(authServer().retire(key))).isZero();
    }

    @Test
    void refreshesALiveGrantAndRefusesADeadOne() {
        var minted = mint(victim(), client(), TokenForm.OPAQUE);

        var fresh = done(authServer().refresh(refreshToken(minted.refreshToken()), client()));
        assertThat(done(authServer().active(fresh.accessToken()))).isTrue();

        revoke(new RevocationScope.Token(fresh.accessToken()), Kind.TOKEN);
        var next = fresh.refreshToken() == null ? minted.refreshToken() : fresh.refreshToken();
        assertThat(refused(authServer().refresh(refreshToken(next), client()))).isEqualTo("invalid_grant");
    }

    @Test
    void revokesByTokenAndLeavesTheSamePersonsOtherGrant() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var other = mint(victim(), client(), TokenForm.OPAQUE);

        revoke(new RevocationScope.Token(stolen.accessToken()), Kind.TOKEN);

        assertDead(stolen);
        assertLives(other);
    }

    @Test
    void revokesBySession() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var other = mint(victim(), client(), TokenForm.OPAQUE);

        revoke(new RevocationScope.Session(stolen.session()), Kind.SESSION);

        assertDead(stolen);
        assertLives(other);
    }

    @Test
    void revokesBySubjectAndLeavesOthers() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var second = mint(victim(), controlClient(), TokenForm.JWT);
        var control = mint(control(), client(), TokenForm.OPAQUE);

        revoke(new RevocationScope.Subject(victim()), Kind.SUBJECT);

        assertDead(stolen);
        assertDead(second);
        assertLives(control);
    }

    @Test
    void revokesByDeviceAndLeavesOtherDevicesOfThePerson() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var other = mint(victim(), client(), TokenForm.OPAQUE);

        revoke(new RevocationScope.Device(stolen.device()), Kind.DEVICE);

        assertDead(stolen);
        assertLives(other);
    }

    @Test
    void revokesByClientAndLeavesOtherClients() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var control = mint(control(), controlClient(), TokenForm.OPAQUE);

        revoke(new RevocationScope.Client(client()), Kind.CLIENT);

        assertDead(stolen);
        assertLives(control);
    }

    @Test
    void revokesEveryoneAndAFreshLoginWorksAfterwards() {
        var one = mint(victim(), client(), TokenForm.OPAQUE);
        var two = mint(control(), controlClient(), TokenForm.JWT);

        revoke(new RevocationScope.Everyone(), Kind.EVERYONE);

        assertDead(one);
        assertDead(two);
        assertLives(mint(control(), controlClient(), TokenForm.OPAQUE));
    }

    @Test
    void theSameKeyIsCarriedOutOnceAndCanBeAskedFor() {
        assumeTrue(authServer().abilities().scopes().contains(Kind.SUBJECT));
        var order = new RevokeOrder(key(), new RevocationScope.Subject(victim()));
        assertThat(done(authServer().carriedOut(order))).isFalse();
        mint(victim(), client(), TokenForm.OPAQUE);

        var first = done(authServer().revoke(order));
        assertThat(first.grants()).isPositive();
        assertThat(done(authServer().carriedOut(order))).isTrue();

        var later = mint(victim(), client(), TokenForm.OPAQUE);
        assertThat(done(authServer().revoke(order))).isEqualTo(first);
        assertLives(later);
    }

    @Test
    void textsNeverShowATokenOrCredential() {
        var minted = mint(victim(), client(), TokenForm.JWT);
        var refused =
                authServer().refresh(Secret.of("dead-" + minted.accessToken().reveal()), client());

        assertThat(refused.toString()).doesNotContain(minted.accessToken().reveal());
        assertThat(minted.toString()).doesNotContain(minted.accessToken().reveal());
    }

    @Test
    void tellsToTryLaterWhenItCannotBeReached() {
        var answer = unreachable().revoke(new RevokeOrder(key(), new RevocationScope.Subject(victim())));

        assertThat(answer).isInstanceOf(io.firedrill.engine.port.Answer.TryLater.class);
    }

    protected final Minted mint(String subject, String client, TokenForm form) {
        return done(authServer().mint(order(key(), subject, client, form)));
    }

    private void revoke(RevocationScope scope, Kind kind) {
        assumeTrue(authServer().abilities().scopes().contains(kind), "cannot revoke by " + kind);
        done(authServer().revoke(new RevokeOrder(key(), scope)));
    }

    private void assertDead(Minted minted) {
        assertThat(done(authServer().active(minted.accessToken()))).isFalse();
    }

    private void assertLives(Minted minted) {
        assertThat(done(authServer().active(minted.accessToken()))).isTrue();
    }

    private static MintOrder order(String key, String subject, String client, TokenForm form) {
        return new MintOrder(key, subject, client, "device-" + UUID.randomUUID(), form);
    }

    private static Secret refreshToken(Secret token) {
        assertThat(token).isNotNull();
        return token;
    }

    private static String key() {
        return "contract-" + UUID.randomUUID();
    }
}
