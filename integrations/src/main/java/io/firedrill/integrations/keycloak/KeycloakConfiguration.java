package io.firedrill.integrations.keycloak;

import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the kind {@code keycloak} known to targets. */
@AutoConfiguration
class KeycloakConfiguration {
    @Bean
    KeycloakKind keycloakKind(InstantSource clock) {
        return new KeycloakKind(clock);
    }
}
