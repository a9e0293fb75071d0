package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.Run.StepState;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunState;

@OneEngine
class RollbackTests {
    private final EngineFixture engine;
    private final MemoryEstate estate;

    RollbackTests(EngineFixture engine) {
        this.engine = engine;
        this.estate = engine.estate;
    }

    @ParameterizedTest
    @ValueSource(strings = {"preflight", "mint", "baseline", "probe", "wait-for-expiry"})
    void anAbortAtAnyStepUndoesWhatWasDoneAndNamesWhatStays(String step) {
        var id = engine.start(EngineFixture.drill(Map.of()));
        engine.begun(id, step);

        engine.control().abort(id, "wrong drill", "otto");

        var run = engine.ended(id);
        assertRolledBack(run, "abort");
        assertThat(run.cannotUndo()).hasSize(estate.countOf("revoke "));
        if (step.equals("wait-for-expiry"))
            assertThat(run.cannotUndo()).singleElement().satisfies(stays -> assertThat(stays)
                    .contains("revoke all tokens of drill-victim")
                    .contains("sign in again"));
        assertThat(engine.events(id))
                .filteredOn(event -> event.kind().equals("abort-asked"))
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEqualTo("otto"));
    }

    @Test
    void aRevocationUnderWayWhenAbortedIsSettledBeforeAnythingIsUndone() {
        var held = new Latch();
        estate.faults.duringRevoke = held;
        var id = engine.start(EngineFixture.drill(Map.of()));
        held.awaitReached();

        engine.control().abort(id, "wrong drill", "otto");
        engine.begun(id, "settle");
        assertThat(estate.countOf("retire ")).isZero();
        held.release();

        var run = engine.ended(id);
        assertRolledBack(run, "abort");
        assertThat(estate.countOf("revoke ")).isEqualTo(1);
        assertThat(run.cannotUndo()).hasSize(1);
        assertThat(engine.kinds(id)).contains("step-overtaken");
        assertThat(EngineFixture.step(run, "revoke").state()).isEqualTo(StepState.CANCELLED);
    }

    @Test
    void aDenialUnderWayWhenAbortedIsLiftedAgain() {
        var held = new Latch();
        estate.faults.duringDeny = held;
        var id = engine.start(EngineFixture.drill(Map.of()));
        held.awaitReached();

        engine.control().abort(id, "wrong drill", "otto");
        engine.begun(id, "settle");
        held.release();

        assertRolledBack(engine.ended(id), "abort");
        assertThat(estate.countOf("deny ")).isEqualTo(1).isEqualTo(estate.countOf("lift "));
    }

    @Test
    void theFreshLoginThatProbedAfterwardsIsSignedOutToo() {
        var id = engine.start(EngineFixture.drill(Map.of("scope", "everyone")));
        engine.begun(id, "wait-for-expiry");

        engine.control().abort(id, "wrong drill", "otto");

        assertRolledBack(engine.ended(id), "abort");
    }

    @RepeatedTest(8)
    void anAbortInTheMomentAStepIsTakenUpHoldsToo() {
        var id = engine.start(EngineFixture.drill(Map.of()));

        engine.control().abort(id, "wrong drill", "otto");

        assertRolledBack(engine.ended(id), "abort");
    }

    @Test
    void theNewestEffectIsUndoneFirst() {
        var id = engine.start(EngineFixture.drill(Map.of()));
        engine.begun(id, "wait-for-expiry");

        engine.control().abort(id, "wrong drill", "otto");

        assertRolledBack(engine.ended(id), "abort");
        var minted = named("mint ");
        var undone = estate.order.stream()
                .filter(effect -> effect.startsWith("lift ") || effect.startsWith("retire "))
                .toList();
        assertThat(undone).hasSize(2 + minted.size());
        assertThat(undone.get(0)).startsWith("lift node-2");
        assertThat(undone.get(1)).startsWith("lift node-1");
        java.util.Collections.reverse(minted);
        assertThat(undone.subList(2, undone.size()))
                .isEqualTo(minted.stream()
                        .map(effect -> effect.replace("mint ", "retire "))
                        .toList());
    }

    @Test
    void anUndoThatFailsIsStuckUntilARetryWorks() {
        estate.faults.liftFails = true;
        var id = abortedWhileDenied();
        var stuck = engine.stuck(id, "undo-deny");
        assertThat(stuck.state()).isEqualTo(RunState.ROLLING_BACK);
        assertThat(stuck.next())
                .satisfies(next -> assertThat(next.command()).isEqualTo("firedrill run retry " + id + " undo-deny"));
        assertThat(estate.denials()).isEqualTo(2);

        estate.faults.liftFails = false;
        engine.control().retry(id, "undo-deny", "the route is back", "otto");

        assertRolledBack(engine.ended(id), "abort");
    }

    @Test
    void anUndoThatIsSkippedEndsTheRunAsFailedAndNamesWhatIsLeft() {
        estate.faults.liftFails = true;
        var id = abortedWhileDenied();
        engine.stuck(id, "undo-deny");

        engine.control().skip(id, "undo-deny", "the node is scrapped", "otto");

        var run = engine.ended(id);
        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.FAILED);
        assertThat(engine.events(id))
                .filteredOn(event -> event.kind().equals("run-ended"))
                .singleElement()
                .satisfies(event -> assertThat(event.summary())
                        .contains("Not undone")
                        .contains("at node-1")
                        .contains("at node-2"));
        assertThat(estate.liveGrants()).isZero();
    }

    @Test
    void aRefusedRevocationIsAFaultAndTheRunRollsBackByItself() {
        estate.faults.revokeRefused = true;

        var run = engine.ended(engine.start(EngineFixture.drill(Map.of())));

        assertRolledBack(run, "fault");
        assertThat(run.cannotUndo()).isEmpty();
        assertThat(EngineFixture.step(run, "revoke").state()).isEqualTo(StepState.FAILED);
        assertThat(EngineFixture.step(run, "revoke").summary()).contains("not allowed to");
    }

    @Test
    void anEndedRunTakesNoFurtherActsAndSaysSo() {
        var id = engine.start(EngineFixture.drill(Map.of()));
        engine.control().abort(id, "wrong drill", "otto");
        engine.ended(id);

        assertThatThrownBy(() -> engine.control().abort(id, "again", "otto"))
                .isInstanceOf(FiredrillException.class)
                .hasMessageContaining("FD-ENDED")
                .hasMessageContaining(id.toString());
        assertThat(engine.control().note(id, "we talked about it", "otto").state())
                .isEqualTo(RunState.ROLLED_BACK);
    }

    private RunId abortedWhileDenied() {
        var id = engine.start(EngineFixture.drill(Map.of()));
        engine.begun(id, "wait-for-expiry");
        engine.control().abort(id, "wrong drill", "otto");
        return id;
    }

    private java.util.List<String> named(String prefix) {
        return new java.util.ArrayList<>(estate.order.stream()
                .filter(effect -> effect.startsWith(prefix))
                .toList());
    }

    private void assertRolledBack(Run run, String cause) {
        assertThat(run.state()).as(engine.describe(run.id())).isEqualTo(RunState.ROLLED_BACK);
        assertThat(run.cause()).isEqualTo(cause);
        assertThat(estate.denials()).isZero();
        assertThat(estate.liveGrants()).isZero();
        assertThat(EngineFixture.step(run, "verify").state()).isEqualTo(StepState.DONE);
        assertThat(engine.journal().verify(run.id().toString()).intact()).isTrue();
    }
}
