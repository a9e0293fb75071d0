package io.firedrill.integrations.oauth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.AuthServer;
import io.firedrill.engine.port.AuthServer.MintOrder;
import io.firedrill.engine.port.AuthServer.Minted;
import io.firedrill.engine.port.AuthServer.RevokeOrder;
import io.firedrill.engine.port.AuthServer.TokenForm;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.RevocationScope;
import io.firedrill.engine.port.Secret;

/** Servers that are unlike the two the contract is held against, good and bad. */
class OAuth2ServerTests {
    private static final String RFC = "/.well-known/oauth-authorization-server/tenant";
    private static final String OIDC = "/tenant/.well-known/openid-configuration";

    private final WireMockServer wire =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        wire.start();
    }

    @AfterEach
    void stop() {
        wire.stop();
    }

    @Test
    void metadataIsFoundByOpenIdConnectWhereThereIsNoOther() {
        wire.stubFor(get(urlEqualTo(RFC)).willReturn(status(404)));
        wire.stubFor(get(urlEqualTo(OIDC)).willReturn(okJson(metadata(issuer(), "revoke", "introspect"))));

        assertThat(server().check().healthy()).isTrue();
    }

    @Test
    void addressesOfMetadataFollowBothStandards() {
        assertThat(Metadata.addresses("https://login.example.org"))
                .containsExactly(
                        "https://login.example.org/.well-known/oauth-authorization-server",
                        "https://login.example.org/.well-known/openid-configuration");
        assertThat(Metadata.addresses("https://login.example.org/a/b"))
                .containsExactly(
                        "https://login.example.org/.well-known/oauth-authorization-server/a/b",
                        "https://login.example.org/a/b/.well-known/openid-configuration");
        assertThat(Metadata.addresses("https://login.example.org/a/"))
                .containsExactly(
                        "https://login.example.org/.well-known/oauth-authorization-server/a/",
                        "https://login.example.org/a/.well-known/openid-configuration");
    }

    @Test
    void anIssuerThatDiffersByASlashIsAnotherOne() {
        wire.stubFor(get(urlEqualTo(RFC)).willReturn(okJson(metadata(issuer() + "/", "revoke", "introspect"))));

        assertThat(server().check().healthy()).isFalse();
        assertThat(server().check().detail()).contains(issuer() + "/").contains("exactly");
    }

    @Test
    void aServerWithoutRevocationOrIntrospectionIsIll() {
        wire.stubFor(get(urlEqualTo(RFC)).willReturn(okJson(metadata(issuer(), null, "introspect"))));
        assertThat(server().check().detail()).contains("RFC 7009");

        wire.stubFor(get(urlEqualTo(RFC)).willReturn(okJson(metadata(issuer(), "revoke", null))));
        assertThat(server().check().detail()).contains("RFC 7662");
    }

    @Test
    void endpointsThatSecretsMayNotGoToAreRefused() {
        wire.stubFor(get(urlEqualTo(RFC))
                .willReturn(okJson(metadata(issuer(), "revoke", "introspect")
                        .replace(issuer() + "/token", "http://elsewhere.example.org/token"))));

        assertThat(server().check().healthy()).isFalse();
        assertThat(server().check().detail()).contains("token_endpoint").contains("https://");
        assertThatThrownBy(() -> connect("http://login.example.org")).hasMessageContaining("https://");
    }

    @Test
    void twoHundredOfTheRevocationEndpointProvesNothing() {
        usual();
        active(true);
        wire.stubFor(post(urlEqualTo("/tenant/revoke")).willReturn(status(200)));
        var server = server();
        var token = Secret.of("opaque-token");

        var revoked = done(server.revoke(order(token)));

        assertThat(revoked.grants()).isZero();
        assertThat(done(server.active(token))).isTrue();
        assertThat(done(server.carriedOut(order(token)))).isFalse();
    }

    @Test
    void aBusyServerIsAskedLaterAndAFailingOneLeavesItOpen() {
        usual();
        active(true);
        wire.stubFor(post(urlEqualTo("/tenant/revoke"))
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "7")));
        assertThat(server().revoke(order(Secret.of("opaque-token"))))
                .isInstanceOfSatisfying(Answer.TryLater.class, later -> assertThat(later.after())
                        .isEqualTo(Duration.ofSeconds(7)));

        wire.stubFor(post(urlEqualTo("/tenant/revoke")).willReturn(status(500)));
        assertThat(server().revoke(order(Secret.of("opaque-token")))).isInstanceOf(Answer.Unsure.class);
    }

    @Test
    void aTokenOfAnotherConfidentialClientIsRefusedInTheServersWords() {
        usual();
        wire.stubFor(post(urlEqualTo("/tenant/introspect"))
                .willReturn(okJson("{\"active\":true,\"client_id\":\"theirs\"}")));
        wire.stubFor(post(urlEqualTo("/tenant/revoke"))
                .withRequestBody(containing("client_id=theirs"))
                .willReturn(aResponse().withStatus(401).withBody("{\"error\":\"invalid_client\"}")));

        assertThat(refused(server().revoke(order(Secret.of("opaque-token"))))).isEqualTo("invalid_client");
    }

    @Test
    void inactiveIsNoAnswerAboutATokenThatIsNotForTheAskingClient() {
        usual();
        active(false);
        var others = Secret.of(jwt("{\"azp\":\"app\",\"aud\":\"api\"}"));
        var server = server();

        assertThat(refused(server.active(others))).isEqualTo("audience");
        assertThat(done(server.active(Secret.of(jwt("{\"azp\":\"app\",\"aud\":[\"api\",\"mine\"]}")))))
                .isFalse();

        // Seen alive once, its death is an answer.
        active(true);
        assertThat(done(server.active(others))).isTrue();
        active(false);
        assertThat(done(server.active(others))).isFalse();
    }

    @Test
    void aCanaryThatTheServerDoesNotCallActiveIsNotMinted() {
        usual();
        active(false);
        wire.stubFor(post(urlEqualTo("/tenant/token"))
                .willReturn(okJson("{\"access_token\":\"" + jwt("{\"azp\":\"mine\"}") + "\",\"expires_in\":60}")));

        var answer = server().mint(new MintOrder("k", "mine", "mine", "d", TokenForm.JWT));

        assertThat(refused(answer)).isEqualTo("introspection");
        assertThat(((Answer.Refused<Minted>) answer).why()).contains("'mine'");
    }

    @Test
    void tokensCannotBeHadForPeople() {
        usual();

        var answer = server().mint(new MintOrder("k", "somebody", "mine", "d", TokenForm.JWT));

        assertThat(refused(answer)).isEqualTo("subject");
        assertThat(((Answer.Refused<Minted>) answer).why()).contains("canaries:");
    }

    @Test
    void credentialsGoWhereTheServerTakesThem() {
        wire.stubFor(get(urlEqualTo(RFC))
                .willReturn(okJson(metadata(issuer(), "revoke", "introspect")
                        .replace("{", "{\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"],"))));
        active(true);

        assertThat(done(server().active(Secret.of("opaque-token")))).isTrue();
        wire.verify(postRequestedFor(urlEqualTo("/tenant/introspect"))
                .withRequestBody(containing("client_id=mine"))
                .withRequestBody(containing("client_secret=marked-secret"))
                .withoutHeader("Authorization"));
    }

    @Test
    void theSecretIsInNoText() {
        usual();
        wire.stubFor(post(urlEqualTo("/tenant/introspect")).willReturn(status(401)));

        assertThat(server().active(Secret.of("marked-token")).toString())
                .doesNotContain("marked-secret")
                .doesNotContain("marked-token");
    }

    private void usual() {
        wire.stubFor(get(urlEqualTo(RFC)).willReturn(okJson(metadata(issuer(), "revoke", "introspect"))));
    }

    private void active(boolean active) {
        wire.stubFor(post(urlEqualTo("/tenant/introspect")).willReturn(okJson("{\"active\":" + active + "}")));
    }

    private String metadata(String issuer, String revocation, String introspection) {
        var text = "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\"" + issuer() + "/token\"";
        if (revocation != null) text += ",\"revocation_endpoint\":\"" + issuer() + "/" + revocation + "\"";
        if (introspection != null) text += ",\"introspection_endpoint\":\"" + issuer() + "/" + introspection + "\"";
        return text + "}";
    }

    private String issuer() {
        return "http://127.0.0.1:" + wire.port() + "/tenant";
    }

    private AuthServer server() {
        return connect(issuer());
    }

    private static AuthServer connect(String issuer) {
        return new OAuth2Kind(Clock.systemUTC())
                .connect(new Binding(
                        "auth-server", Map.of("issuer", issuer, "client", "mine"), name -> Secret.of("marked-secret")));
    }

    private static RevokeOrder order(Secret token) {
        return new RevokeOrder("key", new RevocationScope.Token(token));
    }

    private static String jwt(String claims) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return "e30." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }
}
