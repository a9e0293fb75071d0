package io.firedrill.integrations.sandbox;

import java.nio.file.Path;
import java.time.InstantSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import io.firedrill.integrations.sandbox.adapter.SandboxAuthKind;
import io.firedrill.integrations.sandbox.adapter.SandboxChatKind;
import io.firedrill.integrations.sandbox.adapter.SandboxFleetKind;
import io.firedrill.integrations.sandbox.adapter.SandboxGatewayKind;

/** The sandbox's kinds of system, always; the estate itself unless it is switched off or this is production. */
@AutoConfiguration
class SandboxConfiguration {
    @Bean
    SandboxAuthKind sandboxAuthKind(InstantSource clock) {
        return new SandboxAuthKind(clock);
    }

    @Bean
    SandboxGatewayKind sandboxGatewayKind(InstantSource clock) {
        return new SandboxGatewayKind(clock);
    }

    @Bean
    SandboxChatKind sandboxChatKind() {
        return new SandboxChatKind();
    }

    @Bean
    SandboxFleetKind sandboxFleetKind() {
        return new SandboxFleetKind();
    }

    @Configuration(proxyBeanMethods = false)
    @Profile("!production")
    @ConditionalOnProperty(name = "firedrill.sandbox.enabled", matchIfMissing = true)
    @EnableConfigurationProperties(SandboxSettings.class)
    static class Embedded {
        @Bean
        EmbeddedSandbox embeddedSandbox(
                SandboxSettings settings,
                InstantSource clock,
                @Value("${firedrill.home:${user.home}/.firedrill}") Path home) {
            return new EmbeddedSandbox(settings, home.resolve("sandbox"), clock);
        }
    }
}
