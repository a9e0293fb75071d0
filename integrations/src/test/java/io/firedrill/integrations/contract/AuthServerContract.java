package io.firedrill.integrations.contract;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.Minted;
import io.firedrill.engine.port.AuthServer.RevokeOrder;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.Health;
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

    /** Who issues the tokens that are revoked here; another adapter where this one cannot issue them. */
    protected AuthServer issuer() {
        return authServer();
    }

    /** Whose tokens the server can issue itself. */
    protected String ownSubject() {
        return victim();
    }

    protected String ownClient() {
        return client();
    }

    @Test
    void isHealthyWhenItAnswersAndIllWhenItDoesNot() {
        assertThat(authServer().check()).matches(Health::healthy);
        assertThat(unreachable().check().healthy()).isFalse();
    }

    @Test
    void mintsTokensThatItCallsActive() {
        for (var form : authServer().abilities().forms()) {
            var minted = done(authServer().mint(own(key(), form)));

            assertThat(minted.form()).isEqualTo(form);
            assertThat(minted.subject()).isEqualTo(ownSubject());
            assertThat(minted.session()).isNotBlank();
            assertThat(done(authServer().active(minted.accessToken()))).isTrue();
        }
    }

    @Test
    void refusesAFormOfTokenItCannotMint() {
        for (var form : TokenForm.values())
            if (!authServer().abilities().forms().contains(form))
                assertThat(refused(authServer().mint(own(key(), form)))).isEqualTo("form");
    }

    @Test
    void callsAMadeUpTokenInactive() {
        assertThat(done(authServer().active(Secret.of("no-such-token")))).isFalse();
    }

    @Test
    void mintingAgainUnderTheSameKeyReplacesTheEarlierTokens() {
        var key = key();
        var first = done(authServer().mint(own(key, anyForm())));
        var second = done(authServer().mint(own(key, anyForm())));

        assertThat(done(authServer().active(first.accessToken()))).isFalse();
        assertThat(done(authServer().active(second.accessToken()))).isTrue();
    }

    @Test
    void retiringEndsTheCanaryAndMayBeRepeated() {
        var key = key();
        var minted = done(authServer().mint(own(key, anyForm())));

        assertThat(done(authServer().retire(key))).isPositive();
        assertThat(done(authServer().active(minted.accessToken()))).isFalse();
        assertThat(done(authServer().retire(key))).isZero();
    }

    @Test
    void refreshesALiveGrantAndRefusesADeadOne() {
        var minted = mint(victim(), client(), TokenForm.OPAQUE);

        var fresh = done(authServer().refresh(refreshToken(minted.refreshToken()), client()));
        assertThat(done(authServer().active(fresh.accessToken()))).isTrue();

        assertThat(revoked(new RevocationScope.Token(fresh.accessToken()))).isTrue();
        var next = fresh.refreshToken() == null ? minted.refreshToken() : fresh.refreshToken();
        assertThat(refused(authServer().refresh(refreshToken(next), client()))).isEqualTo("invalid_grant");
    }

    @Test
    void revokesByTokenAndLeavesTheSamePersonsOtherGrant() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var other = mint(victim(), client(), TokenForm.OPAQUE);

        if (revoked(new RevocationScope.Token(stolen.accessToken()))) assertDead(stolen);
        else assertLives(stolen);
        assertLives(other);
    }

    @Test
    void revokesBySession() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var other = mint(victim(), client(), TokenForm.OPAQUE);

        if (revoked(new RevocationScope.Session(stolen.session()))) assertDead(stolen);
        else assertLives(stolen);
        assertLives(other);
    }

    @Test
    void revokesBySubjectAndLeavesOthers() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var second = mint(victim(), controlClient(), TokenForm.JWT);
        var control = mint(control(), client(), TokenForm.OPAQUE);

        if (revoked(new RevocationScope.Subject(victim()))) {
            assertDead(stolen);
            assertDead(second);
        } else assertLives(stolen);
        assertLives(control);
    }

    @Test
    void revokesByDeviceAndLeavesOtherDevicesOfThePerson() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var other = mint(victim(), client(), TokenForm.OPAQUE);

        if (revoked(new RevocationScope.Device(stolen.device()))) assertDead(stolen);
        else assertLives(stolen);
        assertLives(other);
    }

    @Test
    void revokesByClientAndLeavesOtherClients() {
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var control = mint(control(), controlClient(), TokenForm.OPAQUE);

        if (revoked(new RevocationScope.Client(client()))) {
            assertDead(stolen);
            assertLives(mint(victim(), client(), TokenForm.OPAQUE));
        } else assertLives(stolen);
        assertLives(control);
    }

    @Test
    void revokesEveryoneAndAFreshLoginWorksAfterwards() {
        var one = mint(victim(), client(), TokenForm.OPAQUE);
        var two = mint(control(), controlClient(), TokenForm.JWT);

        if (revoked(new RevocationScope.Everyone())) {
            assertDead(one);
            assertDead(two);
        } else assertLives(one);
        assertLives(mint(control(), controlClient(), TokenForm.OPAQUE));
    }

    @Test
    void tokensThatOutliveTheirSessionDieInTheSecondTheyWereIssuedIn() {
        assumeTrue(authServer().abilities().offline(), "no offline tokens");
        for (var kind : List.of(Kind.TOKEN, Kind.SESSION, Kind.SUBJECT, Kind.CLIENT, Kind.EVERYONE)) {
            var key = key();
            var order = new MintOrder(key, victim(), client(), "device-" + key, anyForm(), true);
            var minted = done(authServer().mint(order));
            done(authServer().refresh(refreshToken(minted.refreshToken()), client()));

            assertThat(revoked(scope(kind, minted))).as(kind.name()).isTrue();

            assertDead(minted);
        }
    }

    @Test
    void theSameKeyIsCarriedOutOnceAndCanBeAskedFor() {
        assumeTrue(authServer().abilities().scopes().contains(Kind.SUBJECT));
        var order = new RevokeOrder(key(), new RevocationScope.Subject(victim()));
        mint(victim(), client(), TokenForm.OPAQUE);
        assertThat(done(authServer().carriedOut(order))).isFalse();

        var first = done(authServer().revoke(order));
        assertThat(first.grants()).isPositive();
        assertThat(done(authServer().carriedOut(order))).isTrue();

        var later = mint(victim(), client(), TokenForm.OPAQUE);
        assertThat(done(authServer().revoke(order))).isEqualTo(first);
        assertLives(later);
    }

    @Test
    void whetherATokenWasRevokedCanBeAskedForByTheTokenItself() {
        assumeTrue(authServer().abilities().scopes().contains(Kind.TOKEN));
        var stolen = mint(victim(), client(), TokenForm.OPAQUE);
        var order = new RevokeOrder(key(), new RevocationScope.Token(stolen.accessToken()));
        var before = authServer().carriedOut(order);
        assertThat(before instanceof Answer.Done<Boolean> done && done.value()).isFalse();

        done(authServer().revoke(order));

        assertThat(done(authServer().carriedOut(order))).isTrue();
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
        var minted = mint(victim(), client(), TokenForm.JWT);
        // Where both can be, not a token: an adapter may hold it against the address first.
        var kind = authServer().abilities().scopes().contains(Kind.SUBJECT) ? Kind.SUBJECT : Kind.TOKEN;

        assertThat(unreachable().revoke(new RevokeOrder(key(), scope(kind, minted))))
                .isInstanceOf(Answer.TryLater.class);
    }

    /** A positive control first: only what was seen alive can be seen dead. */
    protected final Minted mint(String subject, String client, TokenForm wished) {
        var forms = issuer().abilities().forms();
        var form = forms.contains(wished) ? wished : forms.iterator().next();
        var minted = done(issuer().mint(order(key(), subject, client, form)));
        assertLives(minted);
        return minted;
    }

    /** False when the server cannot by this scope, which it then says in words. */
    private boolean revoked(RevocationScope scope) {
        var answer = authServer().revoke(new RevokeOrder(key(), scope));
        if (authServer().abilities().scopes().contains(scope.kind())) {
            done(answer);
            return true;
        }
        assertThat(refused(answer)).isNotBlank();
        assertThat(authServer().abilities().instead().get(scope.kind())).isNotBlank();
        return false;
    }

    private void assertDead(Minted minted) {
        assertThat(done(authServer().active(minted.accessToken()))).isFalse();
        // An adapter that has not issued the token may know of no refresh token beside it.
        if (issuer() == authServer() && minted.refreshToken() != null)
            assertThat(refused(authServer().refresh(minted.refreshToken(), minted.client())))
                    .isEqualTo("invalid_grant");
    }

    private void assertLives(Minted minted) {
        assertThat(done(authServer().active(minted.accessToken()))).isTrue();
    }

    private RevocationScope scope(Kind kind, Minted minted) {
        return switch (kind) {
            case TOKEN -> new RevocationScope.Token(minted.accessToken());
            case SESSION -> new RevocationScope.Session(minted.session());
            case SUBJECT -> new RevocationScope.Subject(minted.subject());
            case DEVICE -> new RevocationScope.Device(minted.device());
            case CLIENT -> new RevocationScope.Client(minted.client());
            case EVERYONE -> new RevocationScope.Everyone();
        };
    }

    private TokenForm anyForm() {
        return authServer().abilities().forms().contains(TokenForm.OPAQUE) ? TokenForm.OPAQUE : TokenForm.JWT;
    }

    private MintOrder own(String key, TokenForm form) {
        return order(key, ownSubject(), ownClient(), form);
    }

    private static MintOrder order(String key, String subject, String client, TokenForm form) {
        return new MintOrder(key, subject, client, "device-" + UUID.randomUUID(), form);
    }

    private static Secret refreshToken(@Nullable Secret token) {
        assertThat(token).isNotNull();
        return token;
    }

    private static String key() {
        return "contract-" + UUID.randomUUID();
    }
}
