package io.firedrill.integrations.sandbox.fleet;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.AuthServer.RevokeOrder;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.sandbox.TestEstate;
import io.firedrill.integrations.sandbox.fleet.AppSignIn.NotSignedIn;
import io.firedrill.integrations.sandbox.net.PrivateFiles;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCall.Effect;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpLimits;
import io.firedrill.integrations.support.HttpReply;
import io.firedrill.integrations.support.Json;

/** The auth server's standard endpoints, used as a phone and as a confidential web client use them. */
class SignInTests {
    private static final AppIdentity APP = new AppIdentity("shop-app", "device-7", "responder");
    private static final String PASSWORD = "a-password-of-this-test";
    private static final String WEB_REDIRECT = "http://127.0.0.1:8080/login/oauth2/code/oidc";

    private static TestEstate estate;
    private static AuthServer auth;
    private static HttpCalls http;
    private static String server;
    private static AppSignIn signIn;

    @BeforeAll
    static void start() {
        estate = new TestEstate("passwords.responder", PASSWORD, "passwords.approver", PASSWORD + "-2");
        auth = estate.authServer();
        http = new HttpCalls(HttpLimits.USUAL);
        server = estate.estate().issuer();
        signIn = new AppSignIn(http, server, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        http.close();
        estate.close();
    }

    @Test
    void aPhoneGetsRefreshTokensByCodeAndProofKey() throws NotSignedIn {
        var tokens = signIn();

        assertThat(tokens).hasSize(2);
        assertThat(tokens.get("api.orders").access()).doesNotContain(".");
        assertThat(tokens.get("api.profile").access().split("\\.")).hasSize(3);
        assertThat(tokens.values())
                .allSatisfy(held -> assertThat(held.refresh()).isNotBlank());
    }

    @Test
    void tokensNameDeviceSessionSubjectAndClient() throws NotSignedIn {
        var tokens = signIn();
        var opaque = introspected(tokens.get("api.orders").access());
        var jwt = Json.tree(
                Base64.getUrlDecoder().decode(tokens.get("api.profile").access().split("\\.")[1]));

        for (var claims : List.of(opaque, jwt)) {
            assertThat(claims.get("device").stringValue()).isEqualTo("device-7");
            assertThat(claims.get("sub").stringValue()).isEqualTo("responder");
            assertThat(claims.get("client_id").stringValue()).isEqualTo("shop-app");
        }
        assertThat(opaque.get("sid").stringValue()).isEqualTo(jwt.get("sid").stringValue());
    }

    @Test
    void aRefreshTokenWorksOnceAndItsSuccessorAfterIt() throws NotSignedIn {
        var first = signIn().get("api.orders");

        var second = signIn.refresh(APP, first);
        assertThat(second).isNotNull();
        assertThat(signIn.refresh(APP, first)).isNull();
        assertThat(signIn.refresh(APP, second)).isNotNull();
    }

    @Test
    void aRefreshTokenOfAnotherClientIsRefused() throws NotSignedIn {
        var mine = signIn().get("api.orders");

        assertThat(refused(auth.refresh(Secret.of(mine.refresh()), "bank-app"))).isEqualTo("invalid_grant");
        assertThat(refused(auth.refresh(Secret.of(mine.refresh()), "firedrill-web")))
                .isEqualTo("invalid_client");
    }

    @Test
    void aPhoneEndsItsOwnGrantByTheStandardEndpoint() throws NotSignedIn {
        var held = signIn().get("api.orders");

        done(http.ask(HttpCall.form(
                server + "/oauth2/revoke",
                Map.of("token", held.refresh(), "client_id", "shop-app"),
                Effect.REPEATABLE)));

        assertThat(done(auth.active(Secret.of(held.access())))).isFalse();
        assertThat(signIn.refresh(APP, held)).isNull();
    }

    @Test
    void authorizingWithoutAProofKeyIsRefused() throws NotSignedIn {
        var cookie = browser("responder", PASSWORD);
        var reply = get(authorize("shop-app", "app.firedrill.sandbox:/signed-in", "api.orders", null), cookie);

        assertThat(reply.header("Location")).contains("error=invalid_request").contains("code_challenge");
    }

    @Test
    void aCodeWithoutItsVerifierOrWithAWrongOneIsRefused() throws NotSignedIn {
        var cookie = browser("responder", PASSWORD);
        var redirect = "app.firedrill.sandbox:/signed-in";
        var challenge = "Jx0qv0X2w2yQk3m0Jx0qv0X2w2yQk3m0Jx0qv0X2w2y";
        var code = code(get(authorize("shop-app", redirect, "api.orders", challenge), cookie));
        var form = new LinkedHashMap<>(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", redirect, "client_id", "shop-app"));

        assertThat(refused(http.ask(HttpCall.form(server + "/oauth2/token", form, Effect.ONCE))))
                .isIn("invalid_client", "invalid_grant", "http-401");
        form.put("code_verifier", "not-the-verifier-not-the-verifier-not-the-verifier");
        assertThat(refused(http.ask(HttpCall.form(server + "/oauth2/token", form, Effect.ONCE))))
                .isIn("invalid_client", "invalid_grant", "http-401");
    }

    @Test
    void anUnregisteredRedirectAddressIsRefused() throws NotSignedIn {
        var cookie = browser("responder", PASSWORD);
        var reply =
                get(authorize("shop-app", "app.firedrill.sandbox:/signed-in/x", "api.orders", "c".repeat(43)), cookie);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Location")).isNull();
    }

    @Test
    void nobodySignsInWithAWrongPasswordOrWithoutOneSet() {
        assertThatThrownBy(() -> browser("responder", "wrong")).isInstanceOf(NotSignedIn.class);
        assertThatThrownBy(() -> browser("viewer", "")).isInstanceOf(NotSignedIn.class);
        assertThatThrownBy(() -> browser("viewer", PASSWORD)).isInstanceOf(NotSignedIn.class);
        assertThatThrownBy(() -> browser("drill-victim", PASSWORD)).isInstanceOf(NotSignedIn.class);
    }

    @Test
    void aPersonSignsInWithTheGeneratedPasswordInTheEstatesFolder() throws NotSignedIn, IOException {
        PrivateFiles.write(
                PrivateFiles.folder(estate.folder().resolve("passwords")).resolve("ops"),
                "generated-for-ops\n".getBytes(StandardCharsets.UTF_8));

        assertThat(browser("ops", "generated-for-ops")).isNotBlank();
        assertThatThrownBy(() -> browser("ops", "generated-for-ops-not")).isInstanceOf(NotSignedIn.class);
    }

    @Test
    void firedrillsPagesSignAPersonInAndLearnTheRole() throws NotSignedIn, IOException {
        var tokens = webSignIn(browser("approver", PASSWORD + "-2"));

        var claims = Json.tree(Base64.getUrlDecoder()
                .decode(tokens.get("id_token").stringValue().split("\\.")[1]));
        assertThat(claims.get("sub").stringValue()).isEqualTo("approver");
        assertThat(claims.get("roles").toString()).isEqualTo("[\"approver\"]");
        assertThat(claims.get("iss").stringValue()).isEqualTo(server);
    }

    @Test
    void revokingEveryoneEndsBrowserSessionsAndFiredrillsOwnGrants() throws NotSignedIn, IOException {
        var cookie = browser("responder", PASSWORD);
        var tokens = webSignIn(cookie);
        var access = Secret.of(tokens.get("access_token").stringValue());
        assertThat(done(auth.active(access))).isTrue();

        done(auth.revoke(new RevokeOrder("everyone-" + UUID.randomUUID(), new RevocationScope.Everyone())));

        assertThat(done(auth.active(access))).isFalse();
        var again = get(authorize("firedrill-web", WEB_REDIRECT, "openid profile", "c".repeat(43)), cookie);
        assertThat(again.header("Location")).endsWith("/login");
        assertThat(webSignIn(browser("responder", PASSWORD)).get("access_token"))
                .isNotNull();
    }

    @Test
    void revokingAPersonEndsTheirBrowserSessionOnly() throws NotSignedIn {
        var victim = browser("responder", PASSWORD);
        var other = browser("approver", PASSWORD + "-2");

        done(auth.revoke(new RevokeOrder("subject-" + UUID.randomUUID(), new RevocationScope.Subject("responder"))));

        var url = authorize("shop-app", "app.firedrill.sandbox:/signed-in", "api.orders", "c".repeat(43));
        assertThat(get(url, victim).header("Location")).endsWith("/login");
        assertThat(get(url, other).header("Location")).contains("code=");
    }

    @Test
    void aForeignHostNameIsRefused() {
        var reply = done(http.exchange(HttpCall.get(server + "/login").header("Host", "evil.example")));

        assertThat(reply.status()).isEqualTo(421);
    }

    @Test
    void theAdminApiNeedsItsCredential() {
        assertThat(refused(http.ask(HttpCall.get(server + "/admin/canaries")))).isEqualTo("credential");
        assertThat(refused(http.ask(HttpCall.get(server + "/admin/canaries").bearer("wrong"))))
                .isEqualTo("credential");
    }

    private static Map<String, AppTokens> signIn() throws NotSignedIn {
        return signIn.signIn(APP, PASSWORD, List.of("api.orders", "api.profile"));
    }

    private static JsonNode introspected(String token) {
        return Json.tree(
                done(http.ask(HttpCall.form(server + "/oauth2/introspect", Map.of("token", token), Effect.READS)
                                .header("Authorization", basic("firedrill-operator", credential()))))
                        .body());
    }

    private static JsonNode webSignIn(String cookie) throws NotSignedIn, IOException {
        var verifier = "v".repeat(50);
        var code = code(get(authorize("firedrill-web", WEB_REDIRECT, "openid profile", challenge(verifier)), cookie));
        var secret = Files.readString(estate.folder().resolve("web-client-secret"));
        var call = HttpCall.form(
                        server + "/oauth2/token",
                        Map.of(
                                "grant_type", "authorization_code",
                                "code", code,
                                "redirect_uri", WEB_REDIRECT,
                                "code_verifier", verifier),
                        Effect.ONCE)
                .header("Authorization", basic("firedrill-web", secret));
        return Json.tree(done(http.ask(call)).body());
    }

    private static String credential() {
        return estate.secret("auth-server", "admin").reveal();
    }

    private static String basic(String name, String password) {
        var pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String browser(String name, String password) throws NotSignedIn {
        return signIn.login(
                authorize("shop-app", "app.firedrill.sandbox:/signed-in", "api.orders", "c".repeat(43)),
                name,
                password);
    }

    private static HttpReply get(String url, String cookie) {
        return done(http.exchange(HttpCall.get(url).header("Cookie", cookie)));
    }

    private static String code(HttpReply reply) {
        var location = String.valueOf(reply.header("Location"));
        assertThat(location).contains("code=");
        return location.replaceAll(".*[?&]code=([^&]+).*", "$1");
    }

    private static String challenge(String verifier) {
        return AppSignIn.challenge(verifier);
    }

    private static String authorize(String client, String redirect, String scope, String challenge) {
        var url = server + "/oauth2/authorize?response_type=code&client_id=" + client + "&redirect_uri="
                + HttpCall.encoded(redirect) + "&scope=" + HttpCall.encoded(scope) + "&state=s";
        return challenge == null ? url : url + "&code_challenge_method=S256&code_challenge=" + challenge;
    }
}
