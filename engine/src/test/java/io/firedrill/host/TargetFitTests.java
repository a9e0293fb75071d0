package io.firedrill.host;

import static io.firedrill.host.EngineFixture.drill;
import static io.firedrill.host.EngineFixture.drillOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.journal.Event;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunState;
import io.firedrill.engine.run.StartRequest;

/** What a target's systems cannot do is said before the start, and kept in mind by the steps. */
@OneEngine
class TargetFitTests {
    private final EngineFixture engine;

    TargetFitTests(EngineFixture engine) {
        this.engine = engine;
    }

    @Test
    void aScopeTheAuthServerCannotRevokeByIsRefusedBeforeTheStartWithWhatToDoInstead() {
        engine.estate.faults.onlyTokens = true;

        assertThatThrownBy(() -> engine.start(drill(Map.of("scope", "subject"))))
                .isInstanceOfSatisfying(
                        FiredrillException.class,
                        no -> assertThat(no.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo("FD-SCOPE");
                            assertThat(problem.message()).contains("'memory'").contains("by subject");
                            assertThat(problem.next())
                                    .contains("Ask the server's owner")
                                    .contains("token");
                        }));
        assertThat(engine.estate.effects).isEmpty();
    }

    @Test
    void aGatewayThatCannotDenyIsToldOfBeforeTheStartAndItsPointsAreNamedAsSurvivors() {
        engine.estate.faults.cannotDeny = true;
        assertThat(warnings(drill(Map.of())))
                .anySatisfy(warning -> assertThat(warning).contains("cannot deny tokens by subject"));

        var id = engine.start(drill(Map.of()));
        var run = engine.ended(id);

        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.OBJECTIVE_MISSED);
        assertThat(run.proof().survivors()).isNotEmpty().allSatisfy(survivor -> assertThat(survivor)
                .contains("/profile"));
        assertThat(summaries(id, "deny"))
                .anySatisfy(summary -> assertThat(summary).contains("Nothing was denied"));
        assertThat(engine.estate.effects.keySet()).noneMatch(effect -> effect.startsWith("deny"));
    }

    @Test
    void aTargetWithoutAFleetGoesWithoutItAndSaysSo() {
        assertThat(warnings(drillOn("no-fleet", Map.of())))
                .anySatisfy(warning -> assertThat(warning).contains("no system 'fleet'"));

        var id = engine.start(drillOn("no-fleet", Map.of()));
        var run = engine.ended(id);

        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(summaries(id, "steady-before"))
                .anySatisfy(summary -> assertThat(summary).contains("has no fleet"));
        assertThat(engine.kinds(id)).contains("fleet-not-watched");
    }

    @Test
    void whereTokensAreIssuedToCanariesOnlyACanaryIsRevokedBesideThePerson() {
        engine.estate.faults.canariesOnly = true;
        var named = drill(Map.of("subject", "somebody"));
        assertThat(warnings(named))
                .anySatisfy(warning -> assertThat(warning).contains("the times measured are the canary's"));

        var id = engine.start(named);
        var run = engine.ended(id);

        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(revoked()).hasSize(2);
        assertThat(run.proof().points()).extracting(Run.PointResult::canary).contains("victim-a-jwt", "victim-offline");
        assertThat(engine.estate.order).noneMatch(effect -> effect.contains("mint somebody"));
    }

    @Test
    void aGivenTokenOfWhichIntrospectionDoesNotSpeakIsProvedAtTheOtherPoints() {
        var token = engine.estate.signIn("mallory");
        engine.estate.faults.silentAbout = "mallory";

        var id = engine.start(drill(Map.of("scope", "token", "token", token)));
        var run = engine.ended(id);

        assertThat(run.state()).as(engine.describe(id)).isEqualTo(RunState.SUCCEEDED);
        assertThat(engine.kinds(id)).contains("introspection-silent");
        assertThat(run.proof().points())
                .isNotEmpty()
                .noneMatch(point ->
                        point.canary().equals("given-token") && point.point().equals("introspection"));
    }

    private List<String> warnings(StartRequest request) {
        return engine.control().preview(request, "rita").warnings();
    }

    private List<String> revoked() {
        return engine.estate.effects.keySet().stream()
                .filter(effect -> effect.startsWith("revoke "))
                .toList();
    }

    private List<String> summaries(RunId id, String step) {
        return engine.events(id).stream()
                .filter(event -> step.equals(event.step()))
                .map(Event::summary)
                .toList();
    }
}
