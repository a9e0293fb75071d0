package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.Run.StepState;
import io.firedrill.engine.run.RunState;

@OneEngine
class FaultTests {
    private final EngineFixture engine;
    private final MemoryEstate estate;

    FaultTests(EngineFixture engine) {
        this.engine = engine;
        this.estate = engine.estate;
    }

    @Test
    void aNodeThatGoesOnAcceptingIsNamedAsSurvivor() {
        estate.faults.nodeTwoNeverRefuses = true;

        var run = engine.ended(engine.start(EngineFixture.drill(Map.of())));

        assertThat(run.state()).as(engine.describe(run.id())).isEqualTo(RunState.OBJECTIVE_MISSED);
        assertThat(run.proof().survivors()).isNotEmpty().allMatch(survivor -> survivor.startsWith("node-2 "));
        assertThat(run.proof().timeToRevokeSeconds()).isNull();
        assertThat(objective(run, "survivors").state()).isEqualTo("missed");
        assertThat(objective(run, "time-to-revoke").state()).isEqualTo("missed");
        assertThat(objective(run, "collateral").state()).isEqualTo("met");
        assertThat(objective(run, "first-message").state()).isEqualTo("met");
        assertThat(estate.denials()).isZero();
    }

    @Test
    void whoElseLostAccessIsNamedAsCollateral() {
        estate.faults.overBroad = true;

        var run = engine.ended(engine.start(EngineFixture.drill(Map.of("scope", "device"))));

        assertThat(run.state()).as(engine.describe(run.id())).isEqualTo(RunState.OBJECTIVE_MISSED);
        assertThat(run.proof().collateral())
                .anyMatch(sentence -> sentence.contains("control-same-person"))
                .anyMatch(sentence -> sentence.contains("shop-app"));
        assertThat(objective(run, "collateral").state()).isEqualTo("missed");
        assertThat(objective(run, "survivors").state()).isEqualTo("met");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void aRevocationWithoutClearAnswerIsAskedAboutAndCountsOnce(String when) {
        estate.faults.revokeUnsureBefore = when.equals("before");
        estate.faults.revokeUnsureAfterwards = when.equals("after");

        var run = engine.ended(engine.start(EngineFixture.drill(Map.of())));

        assertThat(run.state()).as(engine.describe(run.id())).isEqualTo(RunState.SUCCEEDED);
        assertThat(estate.countOf("revoke ")).isEqualTo(1);
        assertThat(run.cannotUndo()).hasSize(1);
        assertThat(EngineFixture.step(run, "revoke").attempt()).isEqualTo(2);
        assertThat(engine.kinds(run.id())).contains("step-attempt-failed");
    }

    @Test
    void aRevocationNobodyCanTellAboutWaitsForAPersonWhoRetries() {
        estate.faults.revokeUnsureAfterwards = true;
        estate.faults.cannotTell = true;
        var id = engine.start(EngineFixture.drill(Map.of()));
        var stuck = engine.stuck(id, "revoke");
        assertThat(stuck.state()).isEqualTo(RunState.WAITING);
        assertThat(stuck.next()).satisfies(next -> {
            assertThat(next.command()).isEqualTo("firedrill run retry " + id + " revoke");
            assertThat(next.what()).contains("not known whether this happened");
        });

        estate.faults.cannotTell = false;
        engine.control().retry(id, "revoke", "it keeps a record again", "otto");

        assertThat(engine.ended(id).state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(estate.countOf("revoke ")).isEqualTo(1);
    }

    @Test
    void aStuckStepThatIsSkippedLetsTheRunGoOnAndIsNamed() {
        estate.faults.revokeUnsureAfterwards = true;
        estate.faults.cannotTell = true;
        var id = engine.start(EngineFixture.drill(Map.of()));
        engine.stuck(id, "revoke");

        engine.control().skip(id, "revoke", "seen by hand that it is revoked", "otto");

        var run = engine.ended(id);
        assertThat(run.state()).as(engine.describe(id)).isIn(RunState.SUCCEEDED, RunState.OBJECTIVE_MISSED);
        assertThat(EngineFixture.step(run, "revoke").state()).isEqualTo(StepState.SKIPPED);
        assertThat(EngineFixture.step(run, "revoke").summary()).contains("otto").contains("seen by hand");
        assertThat(estate.countOf("revoke ")).isEqualTo(1);
    }

    @Test
    void aStepOutOfAttemptsIsStuckAndTheRunWaitsForAPerson() {
        estate.faults.unhealthy = true;
        var id = engine.start(EngineFixture.drill(Map.of()));

        var run = engine.stuck(id, "preflight");

        assertThat(run.state()).isEqualTo(RunState.WAITING);
        assertThat(EngineFixture.step(run, "preflight").attempt()).isEqualTo(3);
        assertThat(run.next()).satisfies(next -> {
            assertThat(next.step()).isEqualTo("preflight");
            assertThat(next.what()).contains("told to be ill");
            assertThat(next.command()).isEqualTo("firedrill run retry " + id + " preflight");
        });
        engine.control().abort(id, "another day", "otto");
        assertThat(engine.ended(id).state()).isEqualTo(RunState.ROLLED_BACK);
    }

    @Test
    void aChatThatIsDownDelaysMessagesAndNotTheRun() {
        estate.faults.chatDown = true;

        var run = engine.ended(engine.start(EngineFixture.drill(Map.of())));

        assertThat(run.state()).as(engine.describe(run.id())).isEqualTo(RunState.OBJECTIVE_MISSED);
        assertThat(run.proof().timeToRevokeSeconds()).isNotNull();
        assertThat(objective(run, "first-message").state()).isEqualTo("missed");
        assertThat(estate.posts).isEmpty();

        estate.faults.chatDown = false;
        EngineFixture.await(
                () -> engine.bean(Messages.class).of(run.id().toString()).stream()
                        .allMatch(message -> message.state().equals("sent")),
                () -> engine.bean(Messages.class).of(run.id().toString()).toString());
        assertThat(estate.posts).hasSize(2);
        // The end was judged without it; a late message does not change what the journal says.
        assertThat(objective(engine.run(run.id()), "first-message").state()).isEqualTo("missed");
        assertThat(engine.journal().verify(run.id().toString()).intact()).isTrue();
    }

    private static Run.ObjectiveResult objective(Run run, String name) {
        return run.objectives().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
