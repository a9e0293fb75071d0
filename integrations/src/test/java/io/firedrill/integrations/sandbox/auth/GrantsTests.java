package io.firedrill.integrations.sandbox.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class GrantsTests {
    private static final RegisteredClient CLIENT = RegisteredClient.withId("shop")
            .clientId("shop")
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .build();
    private final Grants grants = new Grants(Clock.systemUTC());

    @Test
    void aRefreshUnderWayDoesNotBringAnEndedGrantBack() {
        grants.save(grant("first"));
        var id = grants.find(Grants.Bond.SUBJECT, "vera").get(0);
        var renewed = grant("second");
        assertThat(grants.end(List.of(id))).isEqualTo(1);

        assertThatThrownBy(() -> grants.save(renewed))
                .isInstanceOfSatisfying(
                        OAuth2AuthenticationException.class,
                        no -> assertThat(no.getError().getErrorCode()).isEqualTo("invalid_grant"));

        assertThat(grants.findByToken("second", null)).isNull();
        assertThat(grants.find(Grants.Bond.SUBJECT, "vera")).isEmpty();
    }

    private static OAuth2Authorization grant(String token) {
        var now = Instant.now();
        return OAuth2Authorization.withRegisteredClient(CLIENT)
                .id("one")
                .principalName("vera")
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .accessToken(new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, token, now, now.plusSeconds(60)))
                .build();
    }
}
