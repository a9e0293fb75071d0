package io.firedrill.integrations.sandbox.fleet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.integrations.sandbox.auth.ClientIds;
import io.firedrill.integrations.sandbox.net.Randoms;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCall.Effect;
import io.firedrill.integrations.support.HttpCalls;
import io.firedrill.integrations.support.HttpReply;

/** Signs a person in as a phone does: browser, login page, code, PKCE. Also refreshes. */
final class AppSignIn {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

    private final HttpCalls http;
    private final String server;
    private final InstantSource clock;

    record TokenReply(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("expires_in") long expiresIn) {
        @Override
        public String toString() {
            return "TokenReply[]";
        }
    }

    /** Why signing in did not work; the text carries no secret. */
    static final class NotSignedIn extends Exception {
        NotSignedIn(String why) {
            super(why);
        }
    }

    AppSignIn(HttpCalls http, String server, InstantSource clock) {
        this.http = http;
        this.server = server;
        this.clock = clock;
    }

    /** One grant per scope, all of one sign-in session. */
    Map<String, AppTokens> signIn(AppIdentity app, String password, Iterable<String> scopes) throws NotSignedIn {
        String cookie = null;
        var granted = new LinkedHashMap<String, AppTokens>();
        for (var scope : scopes) {
            var verifier = Randoms.text(32);
            var state = Randoms.text(16);
            var authorize = authorize(app, scope, verifier, state);
            if (cookie == null) cookie = login(authorize, app.owner(), password);
            var location = redirect(HttpCall.get(authorize).header("Cookie", cookie));
            granted.put(scope, exchanged(app, location, verifier, state));
        }
        return granted;
    }

    /** Null when the server refused the refresh token. */
    @Nullable
    AppTokens refresh(AppIdentity app, AppTokens tokens) throws NotSignedIn {
        var answer = http.ask(HttpCall.form(
                server + "/oauth2/token",
                Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", tokens.refresh(),
                        "client_id", app.client()),
                Effect.ONCE));
        if (answer instanceof Answer.Refused) return null;
        return tokens(answer);
    }

    String login(String authorize, String owner, String password) throws NotSignedIn {
        var first = got(HttpCall.get(authorize));
        var before = cookie(first, null);
        var page = got(HttpCall.get(server + "/login").header("Cookie", before));
        var csrf = CSRF.matcher(new String(page.body(), StandardCharsets.UTF_8));
        if (!csrf.find()) throw new NotSignedIn("The login page has no form.");
        var form = HttpCall.form(
                        server + "/login",
                        Map.of("username", owner, "password", password, "_csrf", csrf.group(1)),
                        Effect.ONCE)
                .header("Cookie", before);
        var reply = got(form);
        var location = String.valueOf(reply.header("Location"));
        if (reply.status() != 302 || location.contains("error")) throw new NotSignedIn("The login was refused.");
        return cookie(reply, before);
    }

    private AppTokens exchanged(AppIdentity app, String location, String verifier, String state) throws NotSignedIn {
        if (!location.startsWith(ClientIds.APP_REDIRECT)) throw new NotSignedIn("The browser was sent elsewhere.");
        if (!state.equals(part(STATE, location))) throw new NotSignedIn("The answer belongs to another request.");
        return tokens(http.ask(HttpCall.form(
                server + "/oauth2/token",
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        part(CODE, location),
                        "redirect_uri",
                        ClientIds.APP_REDIRECT,
                        "client_id",
                        app.client(),
                        "code_verifier",
                        verifier),
                Effect.ONCE)));
    }

    private String authorize(AppIdentity app, String scope, String verifier, String state) {
        var query = new StringBuilder("/oauth2/authorize?response_type=code");
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_id", app.client());
        parameters.put("redirect_uri", ClientIds.APP_REDIRECT);
        parameters.put("scope", scope);
        parameters.put("state", state);
        parameters.put("code_challenge", challenge(verifier));
        parameters.put("code_challenge_method", "S256");
        parameters.put("device_id", app.device());
        parameters.forEach(
                (name, value) -> query.append('&').append(name).append('=').append(HttpCall.encoded(value)));
        return server + query;
    }

    private AppTokens tokens(Answer<HttpReply> answer) throws NotSignedIn {
        if (!(answer instanceof Answer.Done<HttpReply> done)) throw new NotSignedIn("The server issued no tokens.");
        var reply = done.value().as(TokenReply.class);
        var now = clock.instant();
        return new AppTokens(reply.accessToken(), reply.refreshToken(), now, now.plusSeconds(reply.expiresIn()));
    }

    private String redirect(HttpCall call) throws NotSignedIn {
        var location = got(call).header("Location");
        if (location == null) throw new NotSignedIn("The server sent the browser nowhere.");
        return location;
    }

    private HttpReply got(HttpCall call) throws NotSignedIn {
        if (http.exchange(call) instanceof Answer.Done<HttpReply> done) return done.value();
        throw new NotSignedIn("The auth server did not answer.");
    }

    private static String cookie(HttpReply reply, @Nullable String otherwise) throws NotSignedIn {
        var set = reply.header("Set-Cookie");
        if (set != null) return set.split(";", 2)[0];
        if (otherwise != null) return otherwise;
        throw new NotSignedIn("The server opened no session.");
    }

    private static String part(Pattern pattern, String location) throws NotSignedIn {
        var match = pattern.matcher(location);
        if (!match.find()) throw new NotSignedIn("The authorization was refused.");
        return match.group(1);
    }

    static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256.", e);
        }
    }
}
