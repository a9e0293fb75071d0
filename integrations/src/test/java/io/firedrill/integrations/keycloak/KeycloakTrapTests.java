package io.firedrill.integrations.keycloak;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.Minted;
import io.firedrill.engine.port.AuthServer.RevokeOrder;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.RevocationScope.Kind;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.support.HttpReply;
import io.firedrill.integrations.support.Json;
import io.firedrill.integrations.support.JwtClaims;
import io.firedrill.integrations.testing.KeycloakRealm;
import io.firedrill.integrations.testing.KeycloakServer;

/** What Keycloak does that a runbook would trip over, each shown on the server itself and then survived. */
@Tag("real")
class KeycloakTrapTests {
    private static KeycloakRealm realm;
    private static AuthServer server;

    @BeforeAll
    static void start() {
        realm = KeycloakServer.shared().realm("traps", Duration.ofMinutes(5));
        realm.addPublicClient("not-for-us", List.of());
        server = connect();
    }

    private static AuthServer connect() {
        return new KeycloakKind(Clock.systemUTC()).connect(realm.binding(Map.of()));
    }

    @Test
    void aTokenThatIsNotForTheAskingClientIsNotCalledDead() {
        realm.addUser("outsider", "outsider-pw");
        var token = realm.signIn("not-for-us", "outsider", "outsider-pw", false);
        // Alive: it refreshes.
        assertThat(realm.refresh("not-for-us", token.refresh())).isInstanceOf(Answer.Done.class);

        var answer = server.active(Secret.of(token.access()));

        assertThat(refused(answer)).isEqualTo("audience");
        assertThat(((Answer.Refused<Boolean>) answer).why()).contains("not-for-us", "audience mapper");
    }

    @ParameterizedTest
    @EnumSource(names = {"SESSION", "SUBJECT", "CLIENT", "EVERYONE"})
    void whoRefreshesAllTheTimeIsOutAllTheSame(Kind kind) throws Exception {
        var own =
                KeycloakServer.shared().realm("thieves-" + kind.name().toLowerCase(Locale.ROOT), Duration.ofMinutes(5));
        var busy = new KeycloakKind(Clock.systemUTC()).connect(own.binding(Map.of()));
        own.addUser("robbed", "robbed-pw");
        var first = own.signIn("drill-app", "robbed", "robbed-pw", false);
        var session = JwtClaims.of(first.access()).text("sid");
        var newest = new AtomicReference<>(first.refresh());
        var out = new AtomicBoolean();
        var thieves = Executors.newFixedThreadPool(4);
        try {
            var work = new ArrayList<Future<?>>();
            for (var thief = 0; thief < 4; thief++)
                work.add(thieves.submit(() -> {
                    while (!out.get())
                        if (own.refresh("drill-app", newest.get()) instanceof Answer.Done<HttpReply> done)
                            newest.set(Json.tree(done.value().body())
                                    .path("refresh_token")
                                    .asString());
                }));
            var scope =
                    switch (kind) {
                        case SESSION -> new RevocationScope.Session(session);
                        case SUBJECT -> new RevocationScope.Subject("robbed");
                        case CLIENT -> new RevocationScope.Client("drill-app");
                        default -> new RevocationScope.Everyone();
                    };

            done(busy.revoke(new RevokeOrder(key(), scope)));

            out.set(true);
            for (var one : work) one.get(30, TimeUnit.SECONDS);
            assertThat(refused(own.refresh("drill-app", newest.get()))).isEqualTo("invalid_grant");
        } finally {
            out.set(true);
            thieves.shutdown();
        }
    }

    @Test
    void aCanaryWhoseDeathCouldNotBeSeenIsNotMinted() {
        var answer = server.mint(order("drill-victim", "not-for-us", false));

        assertThat(refused(answer)).isEqualTo("audience");
    }

    @Test
    void offlineTokensOfTheSameSecondOutliveKeycloaksOwnLogoutButNotARevocationOfTheSubject() {
        var user = realm.addUser("same-second", "same-second-pw");
        var survived = false;
        for (var tries = 0; tries < 20 && !survived; tries++) {
            var token = realm.signIn("drill-app", "same-second", "same-second-pw", true);
            realm.admin("POST", "/users/" + user + "/logout", Map.of());
            survived = realm.refresh("drill-app", token.refresh()) instanceof Answer.Done;
        }
        assertThat(survived).as("the trap is still there").isTrue();

        var token = realm.signIn("drill-app", "same-second", "same-second-pw", true);
        done(server.revoke(new RevokeOrder(key(), new RevocationScope.Subject("same-second"))));

        assertThat(refused(realm.refresh("drill-app", token.refresh()))).isEqualTo("invalid_grant");
        assertThat(done(server.active(Secret.of(token.access())))).isFalse();
    }

    @Test
    void aTokenOfTheSecondOfNotBeforeSurvivesItAndNoneSurvivesARevocationOfTheClient() {
        var minted = mint("drill-control-app", false);
        var issued = JwtClaims.of(minted.accessToken().reveal()).seconds("iat");
        var path = "/clients/" + realm.idOf("drill-control-app");
        realm.admin("PUT", path, Map.of("clientId", "drill-control-app", "notBefore", issued));
        assertThat(done(server.active(minted.accessToken())))
                .as("the trap is still there")
                .isTrue();

        var fresh = mint("drill-control-app", false);
        var at = done(server.revoke(new RevokeOrder(key(), new RevocationScope.Client("drill-control-app"))))
                .at();

        assertThat(done(server.active(fresh.accessToken()))).isFalse();
        assertThat(done(server.active(minted.accessToken()))).isFalse();
        assertThat(at).isNotNull();
        var after = mint("drill-control-app", false);
        assertThat(done(server.active(after.accessToken())))
                .as("a sign-in right after the answer lives")
                .isTrue();
    }

    @Test
    void revokingAClientChangesNothingElseOfIt() {
        var description = new LinkedHashMap<String, Object>();
        description.put("clientId", "rich");
        description.put("name", "A rich client");
        description.put("secret", "rich-secret");
        description.put("redirectUris", List.of("https://app.example.org/*"));
        description.put("webOrigins", List.of("https://app.example.org"));
        description.put("attributes", Map.of("pkce.code.challenge.method", "S256"));
        description.put("consentRequired", true);
        description.put("optionalClientScopes", List.of("address"));
        realm.admin("POST", "/clients", description);
        var path = "/clients/" + realm.idOf("rich");
        var before = realm.admin("GET", path, null);

        done(server.revoke(new RevokeOrder(key(), new RevocationScope.Client("rich"))));

        assertThat(differences(before, realm.admin("GET", path, null))).containsExactly("notBefore");
    }

    @Test
    void logoutOfEveryoneEndsFiredrillsOwnTokenAndItGoesOn() {
        var own = KeycloakServer.shared().realm("everyone", Duration.ofMinutes(5));
        own.addConfidentialClient("service", "service-pw", List.of(KeycloakRealm.CLIENT));
        var everyone = new KeycloakKind(Clock.systemUTC()).connect(own.binding(Map.of()));
        var service = own.serviceToken("service", "service-pw");
        assertThat(done(everyone.active(Secret.of(service)))).isTrue();
        var victim = done(everyone.mint(order("drill-victim", "drill-app", true)));

        // Called twice: the second finds a token that the first has ended.
        for (var times = 0; times < 2; times++)
            assertThat(done(everyone.revoke(new RevokeOrder(key(), new RevocationScope.Everyone())))
                            .grants())
                    .isNotNegative();

        assertThat(done(everyone.active(Secret.of(service))))
                .as("client credentials end as well")
                .isFalse();
        assertThat(done(everyone.active(victim.accessToken()))).isFalse();
        assertThat(refused(everyone.refresh(victim.refreshToken(), "drill-app")))
                .isEqualTo("invalid_grant");
        assertThat(everyone.check().healthy()).isTrue();
        var fresh = done(everyone.mint(order("drill-control", "drill-control-app", false)));
        assertThat(done(everyone.active(fresh.accessToken()))).isTrue();
    }

    @Test
    void onlyADisabledKeyEndsTokensAndAPassiveOneDoesNot() {
        var own = KeycloakServer.shared().realm("keys", Duration.ofMinutes(5));
        var keys = new KeycloakKind(Clock.systemUTC()).connect(own.binding(Map.of()));
        var minted = done(keys.mint(order("drill-victim", "drill-app", false)));
        var old = own.admin("GET", "/components?type=org.keycloak.keys.KeyProvider", null);
        own.addSigningKey("newer");
        assertThat(done(keys.active(minted.accessToken()))).isTrue();

        own.setSigningKeys(old, "active");
        assertThat(done(keys.active(minted.accessToken())))
                .as("passive keys still verify")
                .isTrue();

        own.setSigningKeys(old, "enabled");
        assertThat(done(keys.active(minted.accessToken()))).isFalse();
    }

    @Test
    void anAccountThatFiredrillDidNotMakeIsLeftAlone() {
        realm.addUser("customer", "customer-pw");

        var answer = server.mint(order("customer", "drill-app", false));

        assertThat(refused(answer)).isEqualTo("subject");
        assertThat(realm.signIn("drill-app", "customer", "customer-pw", false).access())
                .as("the password is as it was")
                .isNotBlank();
    }

    @Test
    void userNamesShorterThanThreeCharactersAreRefusedWithWords() {
        var answer = server.mint(order("ab", "drill-app", false));

        assertThat(refused(answer)).isEqualTo("subject");
        assertThat(((Answer.Refused<Minted>) answer).why()).contains("3 characters");
    }

    @Test
    void canaryAccountsGoWhenTheirLastCanaryIsRetiredAlsoByAnotherServer() {
        var first = order("short-lived", "drill-app", false);
        var second = order("short-lived", "drill-app", true);
        var one = done(server.mint(first));
        var two = done(server.mint(second));
        var restarted = connect();

        assertThat(done(restarted.retire(first.key()))).isPositive();
        assertThat(done(restarted.active(one.accessToken()))).isFalse();
        assertThat(done(restarted.active(two.accessToken()))).isTrue();
        assertThat(users("short-lived")).hasSize(1);

        assertThat(done(restarted.retire(second.key()))).isPositive();
        assertThat(users("short-lived")).isEmpty();
        assertThat(refused(restarted.refresh(two.refreshToken(), "drill-app"))).isEqualTo("invalid_grant");
    }

    @Test
    void anotherServerCanSignInToAnAccountWhosePasswordItDoesNotKnow() {
        done(server.mint(order("handed-over", "drill-app", false)));

        assertThat(done(connect().mint(order("handed-over", "drill-app", false)))
                        .accessToken())
                .isNotNull();
    }

    @Test
    void whatWasRevokedIsKnownFromKeycloakAfterARestart() {
        realm.addUser("restarted", "restarted-pw");
        realm.signIn("drill-app", "restarted", "restarted-pw", true);
        var order = new RevokeOrder(key(), new RevocationScope.Subject("restarted"));
        assertThat(done(connect().carriedOut(order))).isFalse();

        done(connect().revoke(order));

        assertThat(done(connect().carriedOut(order))).isTrue();
    }

    @Test
    void aPersonMayBeNamedByTheIdInTheToken() {
        var id = realm.addUser("by-id", "by-id-pw");
        var token = realm.signIn("drill-app", "by-id", "by-id-pw", false);

        done(server.revoke(new RevokeOrder(key(), new RevocationScope.Subject(id))));

        assertThat(done(server.active(Secret.of(token.access())))).isFalse();
        assertThat(refused(server.revoke(new RevokeOrder(key(), new RevocationScope.Subject("nobody-there")))))
                .isEqualTo("subject");
    }

    @Test
    void aTokenOfAnotherIssuerOrWithoutASessionIsRefusedWithWords() {
        var service = realm.serviceToken(KeycloakRealm.CLIENT, realm.secret());

        var foreign = server.revoke(new RevokeOrder(key(), new RevocationScope.Token(Secret.of("a.e30.c"))));
        var sessionless = server.revoke(new RevokeOrder(key(), new RevocationScope.Token(Secret.of(service))));

        assertThat(refused(foreign)).isEqualTo("token");
        assertThat(((Answer.Refused<?>) sessionless).why()).contains("scope client");
    }

    @Test
    void aServiceAccountThatMayTooLittleIsIllAndSaysWhatItLacks() {
        realm.addConfidentialClient("weak", "weak-pw", List.of());
        realm.grantRoles("weak", Set.of("view-users"));
        var weak = new KeycloakKind(Clock.systemUTC())
                .connect(realm.bindingAs("weak", "weak-pw", Map.of()))
                .check();

        assertThat(weak.healthy()).isFalse();
        assertThat(weak.detail()).contains("manage-users", "manage-realm").doesNotContain("view-users");
    }

    @Test
    void aTokenLifeThatIsTooShortInTheTargetIsIll() {
        var hasty = new KeycloakKind(Clock.systemUTC()).connect(realm.binding(Map.of("token-life", "PT1M")));

        assertThat(hasty.check().healthy()).isFalse();
        assertThat(hasty.check().detail()).contains("token-life: PT5M");
    }

    @Test
    void aWrongSecretIsRefusedAndNeverShown() {
        var wrong = new KeycloakKind(Clock.systemUTC())
                .connect(realm.bindingAs(KeycloakRealm.CLIENT, "marked-wrong-secret", Map.of()));

        assertThat(wrong.check().healthy()).isFalse();
        var answer = wrong.revoke(new RevokeOrder(key(), new RevocationScope.Everyone()));
        assertThat(answer).isInstanceOf(Answer.Refused.class);
        assertThat(answer + wrong.check().detail()).doesNotContain("marked-wrong-secret");
    }

    @Test
    void secretsGoToNoAddressInTheOpen() {
        assertThatThrownBy(() -> new KeycloakKind(Clock.systemUTC())
                        .connect(realm.binding(Map.of("endpoint", "http://sso.example.org"))))
                .hasMessageContaining("https://");
    }

    private static Minted mint(String client, boolean offline) {
        return done(server.mint(order("drill-victim", client, offline)));
    }

    private static MintOrder order(String subject, String client, boolean offline) {
        return new MintOrder(key(), subject, client, "device", TokenForm.JWT, offline);
    }

    private static JsonNode users(String name) {
        return realm.admin("GET", "/users?exact=true&username=" + name, null);
    }

    private static List<String> differences(JsonNode before, JsonNode after) {
        var names = new ArrayList<String>();
        for (var property : after.properties())
            if (!property.getValue().equals(before.get(property.getKey()))) names.add(property.getKey());
        for (var property : before.properties()) if (after.get(property.getKey()) == null) names.add(property.getKey());
        return names;
    }

    private static String key() {
        return "trap-" + UUID.randomUUID();
    }
}
