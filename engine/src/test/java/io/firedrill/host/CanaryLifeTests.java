package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunState;

/** Tokens that grow old or whose renewal is lost while a run works with them. */
@OneEngine
class CanaryLifeTests {
    private final EngineFixture engine;
    private final MemoryEstate estate;

    CanaryLifeTests(EngineFixture engine) {
        this.engine = engine;
        this.estate = engine.estate;
    }

    @Test
    void aTokenThatOnlyDiedOfAgeIsASurvivorWherePeopleWouldHaveUsedIt() {
        estate.faults.nodeTwoNeverRefuses = true;
        estate.faults.life = Duration.ofMillis(2500);

        var run = engine.ended(engine.start(EngineFixture.drill(Map.of())));

        assertThat(run.state()).as(engine.describe(run.id())).isEqualTo(RunState.OBJECTIVE_MISSED);
        assertThat(run.proof().survivors()).isNotEmpty().allMatch(survivor -> survivor.startsWith("node-2 "));
        assertThat(run.proof().timeToRevokeSeconds()).isNull();
        assertThat(run.proof().points())
                .filteredOn(Run.PointResult::survivor)
                .isNotEmpty()
                .allMatch(point -> point.acceptedBefore() && point.refusedAt() != null);
    }

    @Test
    void shortLivedCanariesAreRenewedBeforeTheyAreTried() {
        estate.faults.life = Duration.ofSeconds(5);

        var run = engine.ended(engine.start(EngineFixture.drill(Map.of())));

        assertThat(run.state()).as(engine.describe(run.id())).isEqualTo(RunState.SUCCEEDED);
        assertThat(estate.countOf("renew ")).isGreaterThanOrEqualTo(canaries());
    }

    @Test
    void canariesThatCannotBeRenewedSignInAgainBeforeTheyAreTried() {
        estate.faults.life = Duration.ofSeconds(5);
        estate.faults.refreshRefused = true;
        estate.faults.duringRevoke = () -> estate.faults.refreshRefused = false;

        var run = engine.ended(engine.start(EngineFixture.drill(Map.of())));

        assertThat(run.state()).as(engine.describe(run.id())).isEqualTo(RunState.SUCCEEDED);
        assertThat(estate.countOf("mint ")).isGreaterThanOrEqualTo(2 * canaries());
        assertThat(engine.describe(run.id())).contains("again, since its tokens cannot be renewed");
        assertThat(estate.liveGrants()).isZero();
    }

    @Test
    void aControlWhoseRenewalWasLostIsNoCollateral() {
        // A node that never refuses keeps the probes going long enough for controls to be renewed.
        estate.faults.nodeTwoNeverRefuses = true;
        var id = engine.start(EngineFixture.drill(Map.of()));
        estate.faults.duringRevoke = () -> {
            estate.faults.loseRenewalOf = "control";
        };
        estate.faults.life = Duration.ofSeconds(5);

        var run = engine.ended(id);

        assertThat(estate.faults.loseRenewalOf).as(engine.describe(id)).isEmpty();
        assertThat(run.proof().collateral()).as(engine.describe(id)).isEmpty();
        assertThat(engine.describe(id)).contains("sign in canary control");
        assertThat(engine.describe(id)).contains("again, since its tokens cannot be renewed");
    }

    private int canaries() {
        return (int) estate.effects.keySet().stream()
                .filter(effect -> effect.startsWith("mint "))
                .count();
    }
}
