package io.firedrill.web.security;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Shows a session's tokens to the identity provider. */
@Component
@ConditionalOnProperty("firedrill.oidc.issuer")
class OidcTokens {
    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final OAuth2AuthorizedClientService clients;
    private final InstantSource clock;
    private final RestClient http;

    OidcTokens(OAuth2AuthorizedClientService clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        requests.setReadTimeout(PATIENCE);
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /** True when the provider said no; false when it said yes or nothing at all. */
    boolean refused(OAuth2AuthenticationToken session) {
        OAuth2AuthorizedClient client =
                clients.loadAuthorizedClient(session.getAuthorizedClientRegistrationId(), session.getName());
        if (client == null) return true;
        try {
            var expires = client.getAccessToken().getExpiresAt();
            if (expires != null && expires.isBefore(clock.instant())) return !refreshed(session, client);
            return !active(client);
        } catch (HttpClientErrorException e) {
            return e.getStatusCode().value() == 401 || e.getStatusCode().value() == 400;
        } catch (RestClientException e) {
            LOG.warn(
                    "The identity provider does not answer; sessions stay: {}",
                    e.getClass().getSimpleName());
            return false;
        }
    }

    private boolean active(OAuth2AuthorizedClient client) {
        var registration = client.getClientRegistration();
        var introspection = metadata(registration, "introspection_endpoint");
        var token = client.getAccessToken().getTokenValue();
        if (introspection != null
                && registration.getClientSecret() != null
                && !registration.getClientSecret().isBlank()) {
            var form = new LinkedMultiValueMap<String, String>();
            form.add("token", token);
            var answer = post(registration, introspection, form, Introspection.class);
            return answer != null && answer.active();
        }
        var userInfo = registration.getProviderDetails().getUserInfoEndpoint().getUri();
        if (userInfo == null || userInfo.isBlank()) return true;
        http.get()
                .uri(userInfo)
                .headers(headers -> headers.setBearerAuth(token))
                .retrieve()
                .toBodilessEntity();
        return true;
    }

    private boolean refreshed(OAuth2AuthenticationToken session, OAuth2AuthorizedClient client) {
        var refresh = client.getRefreshToken();
        if (refresh == null) return false;
        var registration = client.getClientRegistration();
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "refresh_token");
        form.add("refresh_token", refresh.getTokenValue());
        var answer = post(registration, registration.getProviderDetails().getTokenUri(), form, Tokens.class);
        if (answer == null || answer.access_token() == null) return false;
        var now = clock.instant();
        var access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                answer.access_token(),
                now,
                now.plusSeconds(answer.expires_in() == null ? 60 : answer.expires_in()));
        var next = answer.refresh_token() == null ? refresh : new OAuth2RefreshToken(answer.refresh_token(), now);
        clients.saveAuthorizedClient(
                new OAuth2AuthorizedClient(registration, session.getName(), access, next), session);
        return true;
    }

    /** RFC 7009 on sign-out; best effort, since the session ends here in any case. */
    void revoke(OAuth2AuthenticationToken session) {
        OAuth2AuthorizedClient client =
                clients.loadAuthorizedClient(session.getAuthorizedClientRegistrationId(), session.getName());
        if (client == null) return;
        clients.removeAuthorizedClient(session.getAuthorizedClientRegistrationId(), session.getName());
        var endpoint = metadata(client.getClientRegistration(), "revocation_endpoint");
        if (endpoint == null) return;
        var refresh = client.getRefreshToken();
        var form = new LinkedMultiValueMap<String, String>();
        form.add("token", refresh == null ? client.getAccessToken().getTokenValue() : refresh.getTokenValue());
        try {
            post(client.getClientRegistration(), endpoint, form, String.class);
        } catch (RestClientException e) {
            LOG.warn(
                    "The identity provider did not take a token back: {}",
                    e.getClass().getSimpleName());
        }
    }

    private <T> @Nullable T post(
            ClientRegistration registration, String uri, MultiValueMap<String, String> form, Class<T> type) {
        var request = http.post().uri(uri).contentType(MediaType.APPLICATION_FORM_URLENCODED);
        if (ClientAuthenticationMethod.NONE.equals(registration.getClientAuthenticationMethod()))
            form.add("client_id", registration.getClientId());
        else
            request = request.headers(
                    headers -> headers.setBasicAuth(registration.getClientId(), registration.getClientSecret()));
        return request.body(form).retrieve().body(type);
    }

    private static @Nullable String metadata(ClientRegistration registration, String name) {
        var value = registration.getProviderDetails().getConfigurationMetadata().get(name);
        return value instanceof String text ? text : null;
    }

    private record Introspection(boolean active) {}

    private record Tokens(
            @Nullable String access_token,
            @Nullable String refresh_token,
            @Nullable Long expires_in) {}
}
