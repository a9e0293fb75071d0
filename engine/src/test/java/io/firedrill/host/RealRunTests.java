package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.StartRequest;
import io.firedrill.engine.run.StartRequest.OverDrill;

@OneEngine
class RealRunTests {
    private static final String CHECKPOINT = "confirm-revocation";
    private static final Map<String, String> VERA = Map.of("subject", "vera@example.org");
    private final EngineFixture engine;
    private final MemoryEstate estate;

    RealRunTests(EngineFixture engine) {
        this.engine = engine;
        this.estate = engine.estate;
    }

    @Test
    void waitsForASecondPersonAndRunsToItsEnd() {
        var id = waiting();
        assertThat(engine.run(id).next()).satisfies(next -> {
            assertThat(next.who()).isEqualTo("approver");
            assertThat(next.command()).isEqualTo("firedrill run approve " + id + " " + CHECKPOINT);
        });
        assertThatThrownBy(() -> engine.control().approve(id, CHECKPOINT, null, "rita"))
                .isInstanceOfSatisfying(FiredrillException.class, no -> assertThat(no.kind())
                        .isEqualTo(FiredrillException.Kind.FORBIDDEN))
                .hasMessageContaining("FD-SECOND-PERSON");
        assertThat(estate.countOf("revoke ")).isZero();

        engine.control().approve(id, CHECKPOINT, "seen", "anna");

        var run = engine.ended(id);
        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.mode()).isEqualTo(RunMode.REAL);
        assertThat(run.parameters().get("subject")).startsWith("person-");
        assertThat(engine.describe(id)).doesNotContain("vera");
        assertThat(estate.posts).isNotEmpty().allMatch(post -> post.channel().equals("#incident"));
        assertThatThrownBy(() -> engine.control().approve(id, CHECKPOINT, null, "anna"))
                .hasMessageContaining("FD-ENDED");
    }

    @Test
    void aRejectedCheckpointRollsItBack() {
        var id = waiting();
        assertThatThrownBy(() -> engine.control().reject(id, CHECKPOINT, "no", "rita"))
                .hasMessageContaining("FD-SECOND-PERSON");

        engine.control().reject(id, CHECKPOINT, "wrong person", "anna");

        var run = engine.ended(id);
        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(run.cause()).isEqualTo("rejected");
        assertThat(run.cannotUndo()).isEmpty();
        assertThat(estate.liveGrants()).isZero();
    }

    @Test
    void aRollbackKeepsTheDenialSinceRevokedTokensMustNotPassAgain() {
        // So that the way forward does not lift them by itself before the abort.
        estate.faults.liftFails = true;
        var id = waiting();
        engine.control().approve(id, CHECKPOINT, null, "anna");
        engine.begun(id, "wait-for-expiry");

        engine.control().abort(id, "wrong person", "rita");

        var run = engine.ended(id);
        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(estate.denials()).isEqualTo(2);
        assertThat(run.cannotUndo())
                .anyMatch(stays -> stays.contains("revoke all tokens of person-"))
                .filteredOn(stays -> stays.contains(" at node-"))
                .hasSize(2)
                .allMatch(stays -> stays.contains("It ends by itself at "));
        assertThat(engine.kinds(id)).contains("effect-kept");
    }

    @Test
    void aDenialBeforeAnythingWasRevokedIsLiftedForRealToo() {
        estate.faults.revokeRefused = true;
        var id = waiting();

        engine.control().approve(id, CHECKPOINT, null, "anna");

        var run = engine.ended(id);
        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(run.cannotUndo()).isEmpty();
        assertThat(estate.denials()).isZero();
    }

    @Test
    void needsReasonConfirmationAndParametersAndSaysSoAllAtOnce() {
        var request = new StartRequest(
                RunMode.REAL, "token-revocation", null, "memory", Map.of("wrong", "x"), " ", "second", null, null);

        assertThatThrownBy(() -> engine.start(request)).isInstanceOfSatisfying(FiredrillException.class, no -> {
            assertThat(no.kind()).isEqualTo(FiredrillException.Kind.INVALID);
            assertThat(no.problems())
                    .extracting(Problem::code)
                    .containsExactlyInAnyOrder(
                            "FD-PARAMETER-UNKNOWN", "FD-PARAMETER-MISSING", "FD-REASON", "FD-CONFIRM");
        });
    }

    @Test
    void overADrillAsksWhatBecomesOfItAndChangesNothing() {
        var drill = engine.start(EngineFixture.drill(Map.of()));
        engine.begun(drill, "mint");

        assertThatThrownBy(() -> engine.start(EngineFixture.incident(VERA)))
                .hasMessageContaining("FD-TARGET-HELD-BY-DRILL")
                .hasMessageContaining(drill.toString());

        assertThat(engine.run(drill).state().ended()).isFalse();
        assertThat(engine.run(drill).state()).isNotEqualTo(RunState.ROLLING_BACK);
    }

    @Test
    void rollsADrillBackFirstAndThenStartsByItself() {
        var drill = engine.start(EngineFixture.drill(Map.of()));
        engine.begun(drill, "wait-for-expiry");

        var incident = engine.start(EngineFixture.incident(VERA, OverDrill.ROLL_BACK_FIRST));
        assertThat(engine.kinds(incident)).contains("run-queued");

        var ended = engine.ended(drill);
        assertThat(ended.state()).as(engine.describe(drill)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(ended.cause()).isEqualTo("real-incident");
        assertThat(engine.await(incident, RunState.WAITING).startedAt()).isAfterOrEqualTo(ended.endedAt());
        assertThatThrownBy(() -> engine.start(EngineFixture.incident(VERA, OverDrill.ROLL_BACK_FIRST)))
                .hasMessageContaining("FD-TARGET-HELD")
                .hasMessageContaining(incident.toString());
    }

    @Test
    void leavesADrillAsItIsWithItsEffectsListed() {
        var drill = engine.start(EngineFixture.drill(Map.of()));
        engine.begun(drill, "wait-for-expiry");

        var incident = engine.start(EngineFixture.incident(VERA, OverDrill.LEAVE_AS_IS));

        assertThat(engine.run(drill).state()).isEqualTo(RunState.LEFT_FOR_INCIDENT);
        assertThat(engine.run(drill).cause()).isEqualTo("real-incident");
        assertThat(engine.events(drill))
                .filteredOn(event -> event.kind().equals("run-ended"))
                .singleElement()
                .satisfies(event -> assertThat(event.summary())
                        .contains("Still in force")
                        .contains("at node-1")
                        .contains("revoke all tokens of drill-victim"));
        assertThat(engine.await(incident, RunState.WAITING).state()).isEqualTo(RunState.WAITING);
    }

    private RunId waiting() {
        var id = engine.start(EngineFixture.incident(VERA));
        engine.await(id, RunState.WAITING);
        return id;
    }
}
