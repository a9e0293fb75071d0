package io.firedrill.integrations.sandbox.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.net.HandlerServlet;
import io.firedrill.integrations.sandbox.net.Reply;

/** The auth server's own Spring context: nothing of it is visible in the server's context, nor the other way round. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class AuthContext {
    // Cookies know no ports: the usual name would meet the server's own.
    private static final String COOKIE = "FIREDRILL_SANDBOX";

    @Bean
    TomcatServletWebServerFactory webServer(AuthSettings settings) throws UnknownHostException {
        var factory = new TomcatServletWebServerFactory(settings.port());
        factory.setAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        var cookie = factory.getSettings().getSession().getCookie();
        cookie.setName(COOKIE);
        cookie.setHttpOnly(true);
        cookie.setSameSite(Cookie.SameSite.LAX);
        return factory;
    }

    @Bean
    @Order(1)
    SecurityFilterChain protocol(HttpSecurity http, RegisteredClientRepository clients) {
        // No bean: as one it would take the place of the people's passwords at the login page.
        var mobile = new MobileClients(clients);
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(Customizer.withDefaults())
                            .clientAuthentication(
                                    apps -> apps.authenticationConverter(mobile).authenticationProvider(mobile));
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(failing -> failing.authenticationEntryPoint(signInOrRefuse()))
                .oauth2ResourceServer(tokens -> tokens.jwt(Customizer.withDefaults()))
                .build();
    }

    /** People who want to authorize an app are shown the login page; programs get a plain no. */
    private static AuthenticationEntryPoint signInOrRefuse() {
        var login = new LoginUrlAuthenticationEntryPoint("/login");
        var refuse = new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED);
        return (request, response, failure) -> {
            var person = request.getRequestURI().equals("/oauth2/authorize");
            (person ? login : refuse).commence(request, response, failure);
        };
    }

    @Bean
    @Order(2)
    SecurityFilterChain admin(HttpSecurity http) {
        // Guarded by its own bearer credential, which no browser sends by itself.
        return http.securityMatcher("/admin/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain login(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(form -> form.authenticationDetailsSource(request -> new SignIn("s-" + UUID.randomUUID())))
                .build();
    }

    @Bean
    Users users(AuthSettings settings) {
        return new Users(settings);
    }

    /** Without it the server would hash a client's secret with bcrypt at its first use, and check that at every other. */
    @Bean
    PasswordEncoder secrets() {
        return new DelegatingPasswordEncoder("noop", Map.of("noop", new PlainSecrets()));
    }

    @Bean
    RegisteredClientRepository clients(AuthSettings settings) {
        return new InMemoryRegisteredClientRepository(new Clients(settings).all());
    }

    @Bean
    Grants grants(InstantSource clock) {
        return new Grants(clock);
    }

    @Bean
    AuthorizationServerSettings serverSettings() {
        return AuthorizationServerSettings.builder().build();
    }

    @Bean
    JWKSource<SecurityContext> signingKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        var key = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey(pair.getPrivate())
                .keyUse(KeyUse.SIGNATURE)
                .keyID(UUID.randomUUID().toString())
                .build();
        return new ImmutableJWKSet<>(new JWKSet(key));
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys) {
        return NimbusJwtDecoder.withJwkSource(keys).build();
    }

    @Bean
    OAuth2TokenGenerator<OAuth2Token> tokens(JWKSource<SecurityContext> keys, InstantSource clock) {
        var claims = new TokenClaims(clock);
        var jwts = new JwtGenerator(new NimbusJwtEncoder(keys));
        jwts.setJwtCustomizer(claims::jwt);
        var opaque = new OAuth2AccessTokenGenerator();
        opaque.setAccessTokenCustomizer(claims::opaque);
        return new TokensByScope(new DelegatingOAuth2TokenGenerator(jwts, opaque, new RefreshTokens(clock)));
    }

    @Bean
    BrowserSessions browserSessions() {
        return new BrowserSessions();
    }

    @Bean
    Canaries canaries(RegisteredClientRepository clients, OAuth2TokenGenerator<OAuth2Token> tokens, Grants grants) {
        return new Canaries(clients, tokens, grants);
    }

    @Bean
    Revocations revocations(
            Grants grants, BrowserSessions sessions, Faults faults, InstantSource clock, AuthSettings settings) {
        return new Revocations(grants, sessions, faults, clock, settings.keysKept());
    }

    @Bean
    ServletListenerRegistrationBean<BrowserSessions> sessionListener(BrowserSessions sessions) {
        return new ServletListenerRegistrationBean<>(sessions);
    }

    @Bean
    ServletRegistrationBean<HandlerServlet> adminServlet(AuthAdmin admin, AuthSettings settings) {
        var handler = new HandlerServlet(admin.routes(settings.admin()));
        var registration = new ServletRegistrationBean<>(handler, "/admin/*");
        registration.setName("admin");
        return registration;
    }

    /** The container runs no filter for an address without a servlet. */
    @Bean
    ServletRegistrationBean<HandlerServlet> nothingElse() {
        var handler = new HandlerServlet(
                request -> Reply.refusal(404, "path", "There is nothing at " + request.path() + "."));
        var registration = new ServletRegistrationBean<>(handler, "/");
        registration.setName("nothingElse");
        return registration;
    }

    @Bean
    FilterRegistrationBean<FaultFilter> faultFilter(Faults faults) {
        var registration = new FilterRegistrationBean<>(new FaultFilter(faults));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    DelegatingFilterProxyRegistrationBean security() {
        return new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
    }
}
