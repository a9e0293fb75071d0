package io.firedrill.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.web.Caller;
import io.firedrill.web.ServerTest;

@ServerTest
class SignInTests {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    FiredrillHome home;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Accounts accounts;

    @Autowired
    PersonalTokens tokens;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void leavesAPrivateTokenForTheShellOnThisMachine() throws Exception {
        var file = home.root().resolve("sandbox/tokens/responder.token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var me = new Caller(port)
                .with("Authorization", "Bearer " + Files.readString(file).strip())
                .get("/api/v1/me");
        assertThat(me.json().get("name").stringValue()).isEqualTo("responder");
    }

    @Test
    void storesNoTokenAndNoPassword() {
        var answer = new Caller(port).post("/api/v1/login", login("viewer", ServerTest.PASSWORD));
        var token = answer.json().get("token").stringValue();

        assertThat(jdbc.sql("select hash from web_token").query(String.class).list())
                .isNotEmpty()
                .noneMatch(token::contains);
        assertThat(jdbc.sql("select password_hash from web_account")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(hash -> hash.startsWith("{bcrypt}"));
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownNameAlike() {
        var wrong = new Caller(port).post("/api/v1/login", login("viewer", "nope"));
        var unknown = new Caller(port).post("/api/v1/login", login("nobody", "nope"));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.json().get("detail")).isEqualTo(unknown.json().get("detail"));
    }

    @Test
    void revokesATokenAtLogout() {
        var viewer = Caller.as(port, "viewer");

        assertThat(viewer.post("/api/v1/logout", "").status()).isEqualTo(204);

        var after = viewer.get("/api/v1/me");
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.json().get("code").stringValue()).isEqualTo("FD-LOGIN");
    }

    @Test
    void endsTokensAtTheirTimeAndWithTheirAccount() {
        accounts.put("leaver", EnumSet.of(Role.VIEWER), "some-password", false);
        var past = tokens.issue("leaver", "test", Duration.ofSeconds(-1));
        var live = tokens.issue("leaver", "test", Duration.ofHours(1));

        assertThat(bearer(past.token())).isEqualTo(401);
        assertThat(bearer(live.token())).isEqualTo(200);
        accounts.enable("leaver", false);
        assertThat(bearer(live.token())).isEqualTo(401);
    }

    @Test
    void slowsDownWhoGuesses() {
        accounts.put("guessed", EnumSet.of(Role.VIEWER), "some-password", false);
        var caller = new Caller(port);
        for (int i = 0; i < 10; i++)
            assertThat(caller.post("/api/v1/login", login("guessed", "wrong" + i))
                            .status())
                    .isEqualTo(401);

        var refused = caller.post("/api/v1/login", login("guessed", "some-password"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Long.parseLong(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void signsInByFormWithAFreshSessionAndOutAgain() throws Exception {
        var form = page("/login");
        assertThat(form.statusCode()).isEqualTo(200);
        var before = cookie(form);

        var signedIn = post("/login", "username=approver&password=" + ServerTest.PASSWORD + "&_csrf=" + csrf(form));

        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(cookie(signedIn)).isNotEqualTo(before).contains("HttpOnly").contains("SameSite=Lax");
        assertThat(page("/api/v1/me").body()).contains("\"via\":\"password\"");
        // A session's cookie alone changes nothing.
        assertThat(post("/api/v1/logout", "").statusCode()).isEqualTo(403);
        var home = page("/");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(post("/logout", "_csrf=" + csrf(home)).statusCode()).isEqualTo(302);
        assertThat(page("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void endsASessionWithItsAccount() throws Exception {
        accounts.put("short", EnumSet.of(Role.VIEWER), "some-password", false);
        post("/login", "username=short&password=some-password&_csrf=" + csrf(page("/login")));
        assertThat(page("/api/v1/me").statusCode()).isEqualTo(200);

        accounts.enable("short", false);

        assertThat(page("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void tellsBrowsersToDoNothingElse() throws Exception {
        var headers = page("/login").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    }

    @Test
    void showsItsHealthToEveryoneAndNothingMore() throws Exception {
        assertThat(page("/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(page("/actuator/health").body()).doesNotContain("components").doesNotContain("details");
    }

    private int bearer(String token) {
        return new Caller(port)
                .with("Authorization", "Bearer " + token)
                .get("/api/v1/me")
                .status();
    }

    private static String login(String name, String password) {
        return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    private HttpResponse<String> page(String path) throws Exception {
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

    private static String cookie(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("firedrill="))
                .findFirst()
                .orElse("");
    }

    private static String csrf(HttpResponse<String> page) {
        var match = CSRF.matcher(page.body());
        if (!match.find()) throw new AssertionError("The page has no CSRF token: " + page.body());
        return match.group(1);
    }
}
