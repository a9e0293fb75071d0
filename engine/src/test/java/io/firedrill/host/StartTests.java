package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.run.RunControl.Started;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.Runs;
import io.firedrill.engine.run.StartRequest;

@OneEngine
class StartTests {
    private final EngineFixture engine;

    StartTests(EngineFixture engine) {
        this.engine = engine;
    }

    @Test
    void theSameKeyTwiceIsOneRunAndAnotherRequestWithItIsRefused() {
        var first = engine.control().start(keyed("memory", "k-1"), "rita");
        var again = engine.control().start(keyed("memory", "k-1"), "rita");

        assertThat(first.created()).isTrue();
        assertThat(again.created()).isFalse();
        assertThat(again.run().id()).isEqualTo(first.run().id());
        assertThatThrownBy(() -> engine.control().start(keyed("second", "k-1"), "rita"))
                .hasMessageContaining("FD-IDEMPOTENCY")
                .hasMessageContaining(first.run().id().toString());
        // Keys are each person's own.
        assertThat(engine.control().start(keyed("second", "k-1"), "otto").created())
                .isTrue();
    }

    @Test
    void theSameKeyManyTimesAtOnceIsOneRun() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        var runs = new HashSet<String>();
        var created = 0;
        try {
            Callable<Started> start = () -> engine.control().start(keyed("memory", "k-2"), "rita");
            for (var answer : threads.invokeAll(Collections.nCopies(8, start))) {
                runs.add(answer.get().run().id().toString());
                if (answer.get().created()) created++;
            }
        } finally {
            threads.shutdown();
        }

        assertThat(runs).hasSize(1);
        assertThat(created).isEqualTo(1);
    }

    @Test
    void aSecondDrillOnATargetIsRefusedNamingItsHolderAndOnAnotherItIsNot() {
        var first = engine.start(EngineFixture.drill(Map.of()));

        assertThatThrownBy(() -> engine.start(EngineFixture.drill(Map.of())))
                .isInstanceOfSatisfying(FiredrillException.class, no -> assertThat(no.kind())
                        .isEqualTo(FiredrillException.Kind.CONFLICT))
                .hasMessageContaining("FD-TARGET-HELD")
                .hasMessageContaining(first.toString());
        assertThat(engine.start(EngineFixture.drillOn("second", Map.of()))).isNotEqualTo(first);
        assertThat(engine.bean(Runs.class).list(Runs.Filter.all(10)))
                .filteredOn(run -> !run.state().ended())
                .hasSize(2);
    }

    @Test
    void everyWrongParameterIsNamedAtOnce() {
        var request = EngineFixture.drillOn("nowhere", Map.of("scope", "planet", "session", "x y", "colour", "red"));

        assertThatThrownBy(() -> engine.start(request)).isInstanceOfSatisfying(FiredrillException.class, no -> {
            assertThat(no.kind()).isEqualTo(FiredrillException.Kind.INVALID);
            assertThat(no.problems())
                    .extracting(Problem::code, Problem::where)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("FD-NO-TARGET", "target"),
                            org.assertj.core.groups.Tuple.tuple("FD-PARAMETER-UNKNOWN", "parameters.colour"),
                            org.assertj.core.groups.Tuple.tuple("FD-PARAMETER-WRONG", "parameters.scope"),
                            org.assertj.core.groups.Tuple.tuple("FD-PARAMETER-NOT-NOW", "parameters.session"));
        });
    }

    @Test
    void aPreviewFindsTheSameProblemsAndStartsNothing() {
        var before = engine.bean(Runs.class).list(Runs.Filter.all(1)).size();
        var preview = engine.control().preview(EngineFixture.incident(Map.of()), "rita");

        assertThat(preview.problems()).extracting(Problem::code).containsExactly("FD-PARAMETER-MISSING");
        assertThat(preview.steps()).isNotEmpty();
        assertThat(preview.messages()).allMatch(message -> message.approved());
        assertThat(engine.bean(Runs.class).list(Runs.Filter.all(1))).hasSize(before);
        assertThat(engine.estate.order).isEmpty();
    }

    @Test
    void aDrillMayRunAVersionNobodyApprovedAndIsMarkedSo() {
        var id = engine.start(EngineFixture.drill(Map.of()));

        assertThat(engine.run(id).approvedVersion()).isFalse();
        assertThat(engine.events(id).get(0).data()).containsEntry("approvedVersion", false);
    }

    @Test
    void aRunbookChangedAfterItsApprovalIsNotStartedForReal() {
        QuickRunbook.write(engine.home().resolve("runbooks"), "changing", "one");
        var first = newest("changing", null);
        engine.bean(Library.class).approve(Library.Subject.RUNBOOK, first, "anna");
        assertThat(problems("changing")).doesNotContain("FD-RUNBOOK-UNAPPROVED");

        QuickRunbook.write(engine.home().resolve("runbooks"), "changing", "two");
        var second = newest("changing", first);

        assertThatThrownBy(() -> engine.start(real("changing")))
                .isInstanceOfSatisfying(
                        FiredrillException.class,
                        no -> assertThat(no.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo("FD-RUNBOOK-UNAPPROVED");
                            assertThat(problem.message())
                                    .contains(second.substring(0, 12))
                                    .contains("changing");
                            assertThat(problem.next()).contains("approver other than its author");
                        }));
    }

    @Test
    void aMessageNobodyApprovedKeepsEveryStartBackAndIsNamed() {
        var runbooks = engine.home().resolve("runbooks");
        QuickRunbook.write(runbooks, "wordy", "");
        QuickRunbook.append(runbooks.resolve("wordy/comms/start.md"), "\nAnd keep calm.\n");
        newest("wordy", null);
        var drill = new StartRequest(RunMode.DRILL, "wordy", null, "memory", Map.of(), null, null, null, null);

        assertThatThrownBy(() -> engine.start(drill))
                .isInstanceOfSatisfying(
                        FiredrillException.class,
                        no -> assertThat(no.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.code()).isEqualTo("FD-TEMPLATE-UNAPPROVED");
                            assertThat(problem.where()).isEqualTo("comms/start.md");
                            assertThat(problem.next()).contains("firedrill comms approve");
                        }));

        engine.bean(Library.class).templates().stream()
                .filter(one ->
                        one.runbook().equals("wordy") && one.template().name().equals("start"))
                .forEach(one -> engine.bean(Library.class)
                        .approve(Library.Subject.TEMPLATE, one.template().hash(), "anna"));
        assertThat(engine.start(drill)).isNotNull();
    }

    private String newest(String key, @org.jspecify.annotations.Nullable String other) {
        var library = engine.bean(Library.class);
        EngineFixture.await(
                () -> library.find(key, null)
                        .filter(entry -> !entry.runbook().version().equals(other))
                        .isPresent(),
                () -> library.problems().toString());
        return library.find(key, null).orElseThrow().runbook().version();
    }

    private java.util.List<String> problems(String runbook) {
        return engine.control().preview(real(runbook), "rita").problems().stream()
                .map(Problem::code)
                .toList();
    }

    private static StartRequest real(String runbook) {
        return new StartRequest(
                RunMode.REAL, runbook, null, "memory", Map.of("scope", "everyone"), "why", "memory", null, null);
    }

    private static StartRequest keyed(String target, String key) {
        return new StartRequest(RunMode.DRILL, QuickRunbook.KEY, null, target, Map.of(), null, null, null, key);
    }
}
