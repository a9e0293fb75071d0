package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.engine.run.RunState;

class WholeRunTests {
    @TempDir
    Path home;

    private EngineFixture engine;

    @BeforeEach
    void start() {
        engine = new EngineFixture(home, new MemoryEstate());
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "session", "subject", "device", "client", "everyone"})
    void aDrillOfEveryScopeSucceedsWithProof(String scope) {
        var id = engine.start(EngineFixture.drill(Map.of("scope", scope)));

        var run = engine.ended(id);

        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.proof().timeToRevokeSeconds()).isBetween(0.0, 5.0);
        assertThat(run.proof().points()).isNotEmpty().allMatch(point -> point.acceptedBefore() && !point.survivor());
        assertThat(run.proof().collateral()).isEmpty();
        assertThat(engine.estate.denials()).isZero();
        assertThat(engine.journal().verify(id.toString()).intact()).isTrue();
    }
}
