package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.firedrill.engine.run.RunState;
import io.firedrill.engine.testing.TestDatabase;

class RestartTests {
    @TempDir
    Path home;

    @Test
    void aRunGoesOnAfterARestartInEachOfItsPhasesAndEachEffectHappensOnce() {
        try (var engine = new EngineFixture(home, new MemoryEstate())) {
            var id = engine.start(EngineFixture.drill(Map.of()));
            for (var step : List.of("mint", "probe", "wait-for-expiry")) {
                engine.begun(id, step);
                engine.restart();
            }

            var run = engine.ended(id);

            assertThat(run.state()).as(engine.describe(id)).isIn(RunState.SUCCEEDED, RunState.OBJECTIVE_MISSED);
            assertThat(run.proof().timeToRevokeSeconds()).isNotNull();
            assertThat(run.proof().survivors()).isEmpty();
            assertThat(run.proof().collateral()).isEmpty();
            assertThat(engine.estate.countOf("revoke ")).isEqualTo(1);
            assertThat(engine.estate.countOf("deny ")).isEqualTo(2);
            assertThat(engine.estate.countOf("lift ")).isEqualTo(2);
            assertThat(engine.estate.liveGrants()).isZero();
            assertThat(engine.estate.posts).hasSize(2);
            assertThat(engine.journal().verify(id.toString()).intact()).isTrue();
        }
    }

    @Test
    void aRollbackGoesOnAfterARestartAndSoDoesAWaitForAPerson() {
        try (var database = TestDatabase.openEmpty(TestDatabase.Vendor.POSTGRESQL);
                var engine = new EngineFixture(home, new MemoryEstate(), settings(database))) {
            var id = engine.start(EngineFixture.incident(Map.of("scope", "everyone")));
            engine.await(id, RunState.WAITING);
            engine.restart();
            assertThat(engine.run(id).state()).isEqualTo(RunState.WAITING);
            // From the start, so that it is surely there when the rollback comes to the canaries.
            engine.estate.faults.retireFails = true;
            engine.control().approve(id, "confirm-revocation", null, "anna");
            engine.begun(id, "steady-after");
            engine.control().abort(id, "enough", "otto");
            engine.stuck(id, "settle");

            engine.restart();
            engine.estate.faults.retireFails = false;
            engine.control().retry(id, "settle", "it works again", "otto");

            var run = engine.ended(id);
            assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.ROLLED_BACK);
            assertThat(engine.estate.denials()).as("kept for real").isEqualTo(2);
            assertThat(engine.estate.liveGrants()).isZero();
            assertThat(engine.estate.countOf("revoke ")).isEqualTo(1);
        }
    }

    private static Map<String, Object> settings(TestDatabase database) {
        return Map.of(
                "firedrill.database.url",
                database.dataSource().getJdbcUrl(),
                "firedrill.database.user",
                database.dataSource().getUsername());
    }
}
