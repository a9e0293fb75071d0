package io.firedrill.integrations.slack;

import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Lets targets name Slack as their chat. */
@AutoConfiguration
class SlackConfiguration {
    @Bean
    SlackKind slackKind(InstantSource clock) {
        return new SlackKind(clock);
    }
}
