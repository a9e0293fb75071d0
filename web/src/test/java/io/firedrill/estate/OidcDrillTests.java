package io.firedrill.estate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A drill that logs everybody out logs Firedrill's own people out as well; the break-glass login remains. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcDrillTests {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private RunningServer server;

    @BeforeAll
    void start(@TempDir Path home) {
        server = new RunningServer(
                home, "sandbox-sign-in", "firedrill.sandbox.auth.port=" + freePort(), "firedrill.oidc.recheck=1s");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void drillForEveryoneEndsTheSessionOfWhoStartedItAndBreakGlassStillWorks() {
        var person = browser();
        var login = get(person, "/oauth2/authorization/oidc");
        assertThat(login.uri().getPort()).as(login.body()).isNotEqualTo(server.port());
        var home = post(
                person,
                login.uri().resolve("/login"),
                csrf(login),
                "username",
                "responder",
                "password",
                RunningServer.PASSWORD);
        assertThat(home.uri().getPort()).as(home.body()).isEqualTo(server.port());
        assertThat(me(person)).isEqualTo(200);

        var id = server.startDrill(Map.of("scope", "everyone"));
        RunningServer.await("the end of the session", Duration.ofSeconds(90), () -> me(person) == 401);
        assertThat(server.run(id).get("endedAt").isNull())
                .as("the drill is still going")
                .isTrue();

        var breakGlass = browser();
        var form = get(breakGlass, "/login");
        var signedIn = post(
                breakGlass,
                URI.create(at("/login")),
                csrf(form),
                "username",
                "approver",
                "password",
                RunningServer.PASSWORD);
        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(me(breakGlass)).isEqualTo(200);
        var run = server.toTheEnd(id);
        assertThat(run.get("state").stringValue()).isEqualTo("succeeded");
        assertThat(me(breakGlass)).isEqualTo(200);
    }

    private int me(HttpClient browser) {
        return send(
                        browser,
                        HttpRequest.newBuilder(URI.create(at("/api/v1/me"))).GET())
                .statusCode();
    }

    private HttpResponse<String> get(HttpClient browser, String path) {
        return send(
                browser,
                HttpRequest.newBuilder(URI.create(at(path)))
                        .header("Accept", "text/html")
                        .GET());
    }

    private HttpResponse<String> post(HttpClient browser, URI address, String csrf, String... fields) {
        var form = new StringBuilder("_csrf=").append(URLEncoder.encode(csrf, StandardCharsets.UTF_8));
        for (var i = 0; i < fields.length; i += 2)
            form.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        return send(
                browser,
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(form.toString())));
    }

    private static HttpResponse<String> send(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private static String csrf(HttpResponse<String> page) {
        var found = CSRF.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
