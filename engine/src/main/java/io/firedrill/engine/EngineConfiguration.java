package io.firedrill.engine;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

import io.firedrill.engine.home.FiredrillHome;

/** The engine's beans; found by the server through auto-configuration. */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@ComponentScan
@ConfigurationPropertiesScan
class EngineConfiguration {
    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    FiredrillHome firedrillHome(@Value("${firedrill.home:${user.home}/.firedrill}") Path root) {
        return new FiredrillHome(root);
    }
}
