package io.firedrill.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.SystemKind;

class SlackConfigurationTests {
    @Test
    void targetsMayNameSlackAsTheirChat() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SlackConfiguration.class))
                .withBean(InstantSource.class, Clock::systemUTC)
                .run(context -> {
                    var kind = context.getBean(SystemKind.class);
                    assertThat(kind.name()).isEqualTo("slack");
                    assertThat(kind.port()).isEqualTo(Messenger.class);
                });
    }
}
