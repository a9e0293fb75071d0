package io.firedrill.web.security;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.client.RestClient;

import io.firedrill.engine.secret.SecretReference;

/** Sign-in through the identity provider: authorization code with PKCE, roles from a claim. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("firedrill.oidc.issuer")
class OidcSignIn {
    static final String REGISTRATION = "oidc";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OidcSettings settings;
    private final ObjectProvider<OidcTokens> tokens;

    OidcSignIn(OidcSettings settings, ObjectProvider<OidcTokens> tokens) {
        this.settings = settings;
        this.tokens = tokens;
    }

    /** Reads the provider's metadata when somebody first signs in, so that the server starts without it. */
    @Bean
    ClientRegistrationRepository clientRegistrations() {
        AtomicReference<@Nullable ClientRegistration> known = new AtomicReference<>();
        return id -> {
            if (!REGISTRATION.equals(id)) return null;
            var registration = known.get();
            if (registration == null) {
                registration = registration();
                known.set(registration);
            }
            return registration;
        };
    }

    void configure(HttpSecurity http, ClientRegistrationRepository registrations) {
        http.oauth2Login(login -> login.loginPage("/login")
                .clientRegistrationRepository(registrations)
                .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(tokenClient()))
                .defaultSuccessUrl("/")
                .failureUrl("/login?provider")
                .userInfoEndpoint(info -> info.oidcUserService(this::person)));
        http.logout(logout -> logout.addLogoutHandler((request, response, authentication) -> {
            if (authentication instanceof OAuth2AuthenticationToken session)
                tokens.getObject().revoke(session);
        }));
    }

    /** Spring's own client with time-outs: a provider that hangs must not hold request threads. */
    private static RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(PATIENCE).build());
        requests.setReadTimeout(PATIENCE);
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private ClientRegistration registration() {
        var builder = ClientRegistrations.fromIssuerLocation(String.valueOf(settings.issuer()))
                .registrationId(REGISTRATION)
                .clientId(settings.clientId())
                .scope("openid", "profile")
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build());
        var reference = settings.clientSecret();
        if (reference == null)
            return builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                    .build();
        return builder.clientSecret(SecretReference.parse(reference).resolve().reveal())
                .build();
    }

    private OidcUser person(OidcUserRequest request) {
        var user = new OidcUserService().loadUser(request);
        var name = user.getClaimAsString(settings.nameClaim());
        if (name == null || name.isBlank())
            throw refused("The identity provider gave no claim '%s'.".formatted(settings.nameClaim()));
        var person = new Person(name, roles(user.getClaim(settings.rolesClaim())), Person.Via.OIDC);
        return new OidcPerson(person, user.getIdToken(), user.getUserInfo(), settings.nameClaim());
    }

    private Set<Role> roles(@Nullable Object claim) {
        var values = new HashSet<String>();
        if (claim instanceof Collection<?> many) many.forEach(one -> values.add(String.valueOf(one)));
        else if (claim != null) values.addAll(List.of(claim.toString().split("[ ,]+")));
        var roles = EnumSet.noneOf(Role.class);
        for (var role : Role.values()) {
            if (values.contains(settings.roles().getOrDefault(role.label(), role.label()))) roles.add(role);
        }
        return roles;
    }

    private static OAuth2AuthenticationException refused(String why) {
        return new OAuth2AuthenticationException(new OAuth2Error("invalid_user_info_response"), why);
    }
}
