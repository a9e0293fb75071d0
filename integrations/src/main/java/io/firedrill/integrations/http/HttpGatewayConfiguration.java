package io.firedrill.integrations.http;

import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Makes the kind {@code http} known to targets. */
@AutoConfiguration
class HttpGatewayConfiguration {
    @Bean
    HttpGatewayKind httpGatewayKind(InstantSource clock) {
        return new HttpGatewayKind(clock);
    }
}
