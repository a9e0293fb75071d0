package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Run.StepState;
import io.firedrill.engine.run.RunState;

@OneEngine
class HaltTests {
    private final EngineFixture engine;
    private final MemoryEstate estate;

    HaltTests(EngineFixture engine) {
        this.engine = engine;
        this.estate = engine.estate;
    }

    @Test
    void aHaltedRunStartsNoEffectWhileItsProbesGoOnAndGoesOnWhenResumed() {
        var id = engine.start(EngineFixture.drill(Map.of()));
        engine.begun(id, "mint");
        engine.control().halt(id, "wait a moment", "otto");

        engine.await(
                id,
                run -> EngineFixture.step(run, "baseline").state() == StepState.DONE
                        || EngineFixture.step(run, "mint").state() == StepState.RUNNING);
        var minted = estate.countOf("mint ");
        var halted = engine.await(id, RunState.HALTED);
        assertThat(halted.fenced()).isTrue();
        assertThat(halted.next()).satisfies(next -> assertThat(next.command()).isEqualTo("firedrill run resume " + id));
        assertThat(estate.countOf("revoke ") + estate.countOf("deny ")).isZero();

        engine.control().resume(id, "go on", "rita");
        var run = engine.ended(id);
        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(minted).isLessThanOrEqualTo(estate.countOf("mint "));
        assertNoEffectBetween(id.toString(), "halted", "resumed");
    }

    @Test
    void aHaltWhileProbingKeepsTheActBackUntilResumed() {
        var id = engine.start(EngineFixture.drill(Map.of()));
        engine.begun(id, "probe");
        engine.control().halt(id, "wait a moment", "otto");
        var revoked = estate.countOf("revoke ");
        engine.await(id, run -> EngineFixture.step(run, "probe").state() != StepState.PENDING);
        var before = engine.run(id);
        assertThat(before.state()).isEqualTo(RunState.HALTED);
        assertThatThrownBy(() -> engine.control().approve(id, "confirm-revocation", null, "anna"))
                .isInstanceOf(FiredrillException.class);

        engine.control().resume(id, null, "rita");

        assertThat(engine.ended(id).state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(revoked).isLessThanOrEqualTo(1);
        assertThat(estate.countOf("revoke ")).isEqualTo(1);
        assertNoEffectBetween(id.toString(), "halted", "resumed");
    }

    @Test
    void haltAllHoldsEveryRunRefusesEveryStartAndLetsRollbacksGoOn() {
        var first = engine.start(EngineFixture.drill(Map.of()));
        var second = engine.start(EngineFixture.drillOn("second", Map.of()));
        engine.begun(first, "mint");
        engine.begun(second, "mint");
        engine.haltAll().on("the site is on fire", "otto");

        assertThat(engine.run(first).fenced()).isTrue();
        assertThat(engine.haltAll().on("again", "rita").reason()).isEqualTo("the site is on fire");
        assertThatThrownBy(() -> engine.start(EngineFixture.drill(Map.of())))
                .isInstanceOf(FiredrillException.class)
                .hasMessageContaining("FD-HALT-ALL")
                .hasMessageContaining("otto")
                .hasMessageContaining("on fire");
        assertThatThrownBy(() -> engine.start(EngineFixture.incident(Map.of("scope", "everyone"))))
                .hasMessageContaining("FD-HALT-ALL");

        engine.control().abort(first, "not now", "otto");
        assertThat(engine.ended(first).state()).as(engine.describe(first)).isEqualTo(RunState.ROLLED_BACK);
        assertThat(estate.countOf("revoke ")).isZero();

        engine.haltAll().off("it is out", "otto");
        assertThat(engine.ended(second).state()).as(engine.describe(second)).isEqualTo(RunState.SUCCEEDED);
        assertNoEffectBetween(second.toString(), "halt-all-on", "halt-all-off");
    }

    @Test
    void haltAllNeedsAReason() {
        assertThatThrownBy(() -> engine.haltAll().on(" ", "otto")).hasMessageContaining("FD-REASON");
        assertThat(engine.haltAll().status()).isEmpty();
    }

    private void assertNoEffectBetween(String run, String from, String to) {
        var kinds = engine.journal().events(run, 0, 1000).stream()
                .map(event -> event.kind())
                .toList();
        assertThat(kinds).contains(from, to);
        assertThat(kinds.subList(kinds.indexOf(from), kinds.indexOf(to))).doesNotContain("effect-intended");
    }
}
