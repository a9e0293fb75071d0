package io.firedrill.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.run.Runs.Filter;
import io.firedrill.engine.run.Runs.Sort;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class RunRowsTests {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Parameter
    TestDatabase database;

    private RunRows rows;

    @BeforeEach
    void fill() {
        var jdbc = database.jdbc();
        jdbc.sql("delete from fd_measure").update();
        jdbc.sql("delete from fd_run").update();
        rows = new RunRows(jdbc);
        var proofs = new ProofRows(jdbc);
        rows.insert(run(1, "ana", "ledger", "a key in a log", Map.of("scope", "subject")));
        rows.insert(run(2, "ben", "payments", null, Map.of("scope", "client", "client", "mobile-app")));
        rows.insert(run(3, "ana", "payments", "50%_off", Map.of()));
        proofs.measure("R-1", "time-to-revoke", 9.5);
        proofs.measure("R-2", "time-to-revoke", 1.25);
        proofs.measure("R-2", "survivors", 0);
    }

    @Test
    void findsTextInWhateverIsShown() {
        assertThat(found("KEY IN")).containsExactly("R-1");
        assertThat(found("mobile-app")).containsExactly("R-2");
        assertThat(found("ana")).containsExactly("R-3", "R-1");
        assertThat(found("r-2")).containsExactly("R-2");
        assertThat(found("nothing")).isEmpty();
    }

    @Test
    void takesTextAsItIsWritten() {
        assertThat(found("%")).containsExactly("R-3");
        assertThat(found("%_off")).containsExactly("R-3");
        assertThat(found("_")).containsExactly("R-3");
        assertThat(found("' or 1=1 --")).isEmpty();
        assertThat(found("!")).isEmpty();
    }

    @Test
    void sortsByWhatWasAskedFor() {
        assertThat(sorted(Sort.NEWEST)).containsExactly("R-3", "R-2", "R-1");
        assertThat(sorted(Sort.OLDEST)).containsExactly("R-1", "R-2", "R-3");
        assertThat(sorted(Sort.TARGET)).containsExactly("R-1", "R-3", "R-2");
        assertThat(sorted(Sort.STARTED_BY)).containsExactly("R-3", "R-1", "R-2");
        assertThat(sorted(Sort.TIME_TO_REVOKE)).containsExactly("R-2", "R-1", "R-3");
        assertThat(sorted(Sort.SLOWEST)).containsExactly("R-1", "R-2", "R-3");
    }

    @Test
    void pagesThroughTheSortedRuns() {
        var filter = filter(null, Sort.SLOWEST);

        assertThat(ids(rows.list(filter.page(2, 0)))).containsExactly("R-1", "R-2");
        assertThat(ids(rows.list(filter.page(2, 2)))).containsExactly("R-3");
        assertThat(ids(rows.list(filter.page(2, 4)))).isEmpty();
    }

    private List<String> found(String text) {
        return ids(rows.list(filter(text, Sort.NEWEST)));
    }

    private List<String> sorted(Sort sort) {
        return ids(rows.list(filter(null, sort)));
    }

    private static List<String> ids(List<RunRow> found) {
        return found.stream().map(RunRow::id).toList();
    }

    private static Filter filter(@Nullable String text, Sort sort) {
        return new Filter(null, null, null, Set.of(), null, null, null, 100, text, sort, 0);
    }

    private static RunRow run(
            long number, String by, String target, @Nullable String reason, Map<String, String> parameters) {
        return new RunRow(
                "R-" + number,
                number,
                RunMode.DRILL,
                RunState.RUNNING,
                null,
                "token-revocation",
                "Revoke leaked tokens",
                "a".repeat(64),
                true,
                target,
                target,
                parameters,
                reason,
                by,
                "key-" + number,
                "b".repeat(64),
                NOON.plusSeconds(number),
                NOON.plusSeconds(number),
                null,
                null,
                null);
    }
}
