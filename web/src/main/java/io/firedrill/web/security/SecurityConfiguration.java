package io.firedrill.web.security;

import java.time.InstantSource;
import java.util.List;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The two doors: the API with tokens, the pages with sessions. Both deny what {@link AccessRules} does not list. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final RequestMatcher WITH_TOKEN = TokenFilter::hasToken;

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            PersonalTokens tokens,
            RateLimits limits,
            SessionLimit sessionLimit,
            SessionRecheck recheck) {
        http.securityMatcher("/api/**", "/v3/**")
                .authorizeHttpRequests(requests -> {
                    // The request itself was judged before; these carry on with it.
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                            .permitAll();
                    authorize(requests, AccessRules.API);
                })
                .csrf(csrf -> csrf.ignoringRequestMatchers(WITH_TOKEN).ignoringRequestMatchers("/api/v1/login"))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .exceptionHandling(errors -> errors.authenticationEntryPoint(Refusals::notSignedIn)
                        .accessDeniedHandler(Refusals::notAllowed))
                .headers(SecurityHeaders::forApi)
                .addFilterBefore(new LimitFilters.ByAddress(limits), SecurityContextHolderFilter.class)
                .addFilterBefore(sessionLimit, AnonymousAuthenticationFilter.class)
                .addFilterBefore(recheck, AnonymousAuthenticationFilter.class)
                .addFilterBefore(new TokenFilter(tokens, Refusals::notSignedIn), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new LimitFilters.ByPerson(limits), AuthorizationFilter.class);
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            AuthenticationProvider passwords,
            RateLimits limits,
            SessionLimit sessionLimit,
            SessionRecheck recheck,
            ObjectProvider<ClientRegistrationRepository> registrations,
            ObjectProvider<OidcSignIn> oidc) {
        http.authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                            .permitAll();
                    authorize(requests, AccessRules.PAGES);
                })
                .authenticationProvider(passwords)
                .formLogin(
                        form -> form.loginPage("/login").defaultSuccessUrl("/").failureHandler(new SignInFailure()))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessUrl("/login?left"))
                .exceptionHandling(errors -> errors.accessDeniedHandler(new PageRefusal()))
                .headers(SecurityHeaders::forPages)
                .addFilterBefore(new LimitFilters.ByAddress(limits), SecurityContextHolderFilter.class)
                .addFilterBefore(sessionLimit, AnonymousAuthenticationFilter.class)
                .addFilterBefore(recheck, AnonymousAuthenticationFilter.class)
                .addFilterBefore(new LimitFilters.ByPerson(limits), AuthorizationFilter.class);
        var signIn = oidc.getIfAvailable();
        var known = registrations.getIfAvailable();
        if (signIn != null && known != null) signIn.configure(http, known);
        return http.build();
    }

    @Bean
    SessionLimit sessionLimit(SecuritySettings settings, InstantSource clock) {
        return new SessionLimit(settings.sessionLife(), clock);
    }

    /** These filters belong to the chains above, not to every request of the container. */
    @Bean
    FilterRegistrationBean<SessionLimit> sessionLimitInChainsOnly(SessionLimit filter) {
        return inChainsOnly(filter);
    }

    @Bean
    FilterRegistrationBean<SessionRecheck> recheckInChainsOnly(SessionRecheck filter) {
        return inChainsOnly(filter);
    }

    private static <T extends jakarta.servlet.Filter> FilterRegistrationBean<T> inChainsOnly(T filter) {
        var registration = new FilterRegistrationBean<T>(filter);
        registration.setEnabled(false);
        return registration;
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            List<AccessRules.Rule> rules) {
        for (var rule : rules) {
            var matched = requests.requestMatchers(rule.method(), rule.pattern());
            var roles = rule.roles();
            if (roles == null) matched.permitAll();
            else matched.hasAnyRole(roles.stream().map(Role::name).toArray(String[]::new));
        }
        requests.anyRequest().denyAll();
    }
}
