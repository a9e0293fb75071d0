package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.firedrill.engine.action.Action;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.StartRequest;
import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.model.ActionSpec;

@OneEngine
class WholeRunTests {
    private final EngineFixture engine;

    WholeRunTests(EngineFixture engine) {
        this.engine = engine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "session", "subject", "device", "client", "everyone"})
    void aDrillOfEveryScopeSucceedsWithProof(String scope) {
        assertProved(engine.ended(engine.start(EngineFixture.drill(Map.of("scope", scope)))));
    }

    @Test
    void theShippedRunbookSucceedsAsItIs() {
        var request =
                new StartRequest(RunMode.DRILL, "token-revocation", null, "second", Map.of(), null, null, null, null);

        var run = engine.ended(engine.start(request));

        assertProved(run);
        assertThat(run.approvedVersion()).isTrue();
        assertThat(run.objectives()).extracting(Run.ObjectiveResult::state).containsOnly("met");
        assertThat(engine.estate.posts).extracting(post -> post.channel()).containsOnly("#second-drill");
        assertThat(engine.estate.liveGrants()).isZero();
    }

    @Test
    void everyActionOfTheCatalogueIsThereAndNoOther() {
        var catalogue =
                ActionCatalogue.shipped().all().stream().map(ActionSpec::topic).collect(Collectors.toSet());

        assertThat(engine.beans(Action.class).stream().map(Action::topic).toList())
                .containsExactlyInAnyOrderElementsOf(catalogue);
    }

    private void assertProved(Run run) {
        assertThat(run.state()).as(engine.describe(run.id())).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.proof().timeToRevokeSeconds()).isBetween(0.0, 5.0);
        assertThat(run.proof().points()).isNotEmpty().allMatch(point -> point.acceptedBefore() && !point.survivor());
        assertThat(run.proof().collateral()).isEmpty();
        assertThat(engine.estate.denials()).isZero();
        assertThat(engine.journal().verify(run.id().toString()).intact()).isTrue();
        assertThat(engine.jdbc()
                        .sql("select name from fd_sealed where run = ?")
                        .params(run.id().toString())
                        .query(String.class)
                        .list())
                .isEqualTo(List.of());
    }
}
