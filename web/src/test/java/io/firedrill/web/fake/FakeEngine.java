package io.firedrill.web.fake;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import io.firedrill.engine.home.FiredrillHome;

/** Stands in for the engine's beans. */
@Profile("fake")
@Configuration(proxyBeanMethods = false)
public class FakeEngine {
    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    FiredrillHome home(@Value("${firedrill.home}") Path root) {
        return new FiredrillHome(root);
    }

    @Bean
    FakeRuns runs(InstantSource clock) {
        return new FakeRuns(clock);
    }

    @Bean
    FakeLibrary library() {
        return new FakeLibrary();
    }

    @Bean
    FakePlans plans(InstantSource clock) {
        return new FakePlans(clock);
    }

    @Bean
    FakeTargets targets() {
        return new FakeTargets();
    }
}
