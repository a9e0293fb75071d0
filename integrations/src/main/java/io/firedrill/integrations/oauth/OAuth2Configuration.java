package io.firedrill.integrations.oauth;

import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the kind {@code oauth2} known to targets. */
@AutoConfiguration
class OAuth2Configuration {
    @Bean
    OAuth2Kind oauth2Kind(InstantSource clock) {
        return new OAuth2Kind(clock);
    }
}
