package io.firedrill.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.firedrill.web.Caller;
import io.firedrill.web.ServerTest;

@ServerTest
@DirtiesContext
class OidcTests {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final StubProvider PROVIDER = new StubProvider();

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) {
        properties.add("firedrill.oidc.issuer", PROVIDER::issuer);
        properties.add("firedrill.oidc.roles.approver", () -> "fd-approvers");
        properties.add("firedrill.oidc.recheck", () -> "0s");
        properties.add("firedrill.oidc.label", () -> "Sign in with Example");
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Test
    void signsInWithPkceAndTakesRolesFromTheClaim() throws Exception {
        assertThat(get("/login").body()).contains("Sign in with Example");

        assertThat(get("/oauth2/authorization/oidc").statusCode()).isEqualTo(200);

        assertThat(get("/api/v1/me").body())
                .contains("\"name\":\"ada\"", "\"roles\":[\"viewer\",\"approver\"]", "\"via\":\"oidc\"");
    }

    @Test
    void logsPeopleOutWithTheProviderWhileBreakGlassStillOpens() throws Exception {
        get("/oauth2/authorization/oidc");
        assertThat(get("/api/v1/me").statusCode()).isEqualTo(200);

        PROVIDER.logOutEverybody();

        assertThat(get("/api/v1/me").statusCode()).isEqualTo(401);
        signInByForm("responder", ServerTest.PASSWORD);
        assertThat(get("/api/v1/me").body()).contains("\"name\":\"responder\"", "\"via\":\"break-glass\"");
    }

    @Test
    void keepsOrdinaryLocalAccountsOutWhileAProviderIsSet() {
        accounts.put("local", EnumSet.of(Role.VIEWER), "some-password", false);

        var answer = new Caller(port).post("/api/v1/login", "{\"name\":\"local\",\"password\":\"some-password\"}");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void givesTheProvidersTokenBackAtSignOut() throws Exception {
        get("/oauth2/authorization/oidc");
        var before = PROVIDER.revoked.size();

        post("/logout", "_csrf=" + csrf(get("/")));

        assertThat(PROVIDER.revoked).hasSize(before + 1);
        assertThat(get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    private void signInByForm(String name, String password) throws Exception {
        post("/login", "username=%s&password=%s&_csrf=%s".formatted(name, password, csrf(get("/login"))));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(uri(path)).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String csrf(HttpResponse<String> page) {
        var match = CSRF.matcher(page.body());
        if (!match.find()) throw new AssertionError("The page has no CSRF token: " + page.body());
        return match.group(1);
    }
}
