package io.firedrill.integrations.slack;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.Secret;
import io.firedrill.integrations.contract.MessengerContract;

class SlackMessengerContractTests extends MessengerContract {
    private static final SlackLimits LIMITS =
            new SlackLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 20, 200, Duration.ofSeconds(15));
    private static FakeSlack slack;

    @BeforeAll
    static void start() {
        slack = new FakeSlack(Clock.systemUTC());
        slack.workspace.channel("C0000000001", "drill-incident");
    }

    @AfterAll
    static void stop() {
        slack.close();
    }

    @Override
    protected Messenger messenger() {
        return new SlackKind(Clock.systemUTC(), LIMITS).connect(slack.binding());
    }

    // Nothing listens on the port that belongs to nobody.
    @Override
    protected Messenger unreachable() {
        var binding =
                new Binding("chat", Map.of("endpoint", "http://127.0.0.1:1/api/"), name -> Secret.of(FakeSlack.TOKEN));
        return new SlackKind(Clock.systemUTC(), LIMITS).connect(binding);
    }

    @Override
    protected String channel() {
        return "#drill-incident";
    }
}
