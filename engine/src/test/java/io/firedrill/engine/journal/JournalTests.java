package io.firedrill.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class JournalTests {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

    @Parameter
    TestDatabase database;

    @TempDir
    Path home;

    private JdbcJournal journal;
    private TransactionTemplate tx;
    private String run;

    @BeforeEach
    void open() throws GeneralSecurityException {
        journal = new JdbcJournal(
                database.jdbc(), InstantSource.fixed(NOON), new HeadKey(new FiredrillHome(home.resolve("home"))));
        tx = database.transactions();
        run = "R-" + NUMBER.incrementAndGet();
        tx.executeWithoutResult(status -> journal.open(run));
    }

    @Test
    void everyEventHoldsTheHashOfTheOneBefore() {
        append(3);

        var events = journal.events(run, 0, 10);
        assertThat(events).extracting(Event::number).containsExactly(1L, 2L, 3L);
        assertThat(events.get(0).previous()).isEqualTo("0".repeat(64));
        assertThat(events.get(1).previous()).isEqualTo(events.get(0).hash());
        assertThat(events.get(2).previous()).isEqualTo(events.get(1).hash());
        assertThat(journal.verify(run)).isEqualTo(new Journal.Check(true, 0, 3, 0, "3 events, signed up to 0."));
    }

    @Test
    void factsOfEveryKindAndAnyLettersComeBackAndVerify() {
        Map<String, Object> facts = Map.of(
                "text",
                "Zürich 🔥 \"quoted\"\n",
                "number",
                12,
                "share",
                0.015,
                "yes",
                true,
                "list",
                List.of("a", 1),
                "map",
                Map.of("b", "c"));
        tx.executeWithoutResult(
                status -> journal.append(run, new Entry("noted", "step-1", "rita", "Ärger <b>", facts)));

        assertThat(journal.events(run, 0, 10)).singleElement().satisfies(event -> assertThat(event.data())
                .isEqualTo(facts));
        assertThat(journal.verify(run).intact()).isTrue();
    }

    @Test
    void timesAreKeptInMilliseconds() {
        append(1);

        assertThat(journal.events(run, 0, 10)).singleElement().satisfies(event -> assertThat(event.at())
                .isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z")));
    }

    @Test
    void aChangedEventIsFoundWithItsNumber() {
        append(5);
        change("update fd_event set summary = 'nothing happened' where run = ? and number = 3");

        assertBroken(3);
    }

    @Test
    void aChangedTimeActorOrFactIsFoundToo() {
        append(4);
        change("update fd_event set actor = 'mallory' where run = ? and number = 2");
        assertBroken(2);
        change("update fd_event set actor = 'firedrill' where run = ? and number = 2");
        assertThat(journal.verify(run).intact()).isTrue();

        change("update fd_event set facts = '{\"n\":4711}' where run = ? and number = 4");
        assertBroken(4);
        change("update fd_event set facts = '{\"n\":4}' where run = ? and number = 4");
        database.jdbc()
                .sql("update fd_event set happened_at = ? where run = ? and number = 1")
                .params(NOON.plusSeconds(1).atOffset(ZoneOffset.UTC), run)
                .update();
        assertBroken(1);
    }

    @Test
    void aDeletedEventIsFoundWithItsNumber() {
        append(5);
        change("delete from fd_event where run = ? and number = 4");

        assertBroken(4);
    }

    @Test
    void missingLastEventsAreFound() {
        append(5);
        change("delete from fd_event where run = ? and number = 5");

        assertBroken(5);
    }

    @Test
    void anInsertedEventIsFoundWithItsNumber() {
        append(3);
        change("insert into fd_event select run, 4, happened_at, kind, step, actor, summary, facts, previous, hash"
                + " from fd_event where run = ? and number = 3");

        assertBroken(4);
    }

    @Test
    void aChainForgedFromTheFirstEventOnIsFoundByItsSignedHead() {
        append(4);
        tx.executeWithoutResult(status -> journal.sign(run));
        assertThat(journal.verify(run).signedUpTo()).isEqualTo(4);

        forge("nothing happened");

        var check = journal.verify(run);
        assertThat(check.intact()).isFalse();
        assertThat(check.brokenAt()).isEqualTo(4);
        assertThat(check.detail()).contains("signed head").contains(run);
    }

    @Test
    void aForgedHeadSignedByAnotherKeyIsFound(@TempDir Path other) throws GeneralSecurityException {
        append(4);
        tx.executeWithoutResult(status -> journal.sign(run));
        var forged = forge("nothing happened");
        var key = new HeadKey(new FiredrillHome(other.resolve("home")));
        database.jdbc()
                .sql("update fd_signed_head set hash = ?, signature = ?, key_id = ? where run = ?")
                .params(forged, key.sign(run, 4, forged), key.id(), run)
                .update();

        assertThat(journal.verify(run).intact()).isFalse();
    }

    @Test
    void aLongJournalIsSignedOnItsWay() {
        append(120);

        assertThat(journal.verify(run).signedUpTo()).isEqualTo(100);
    }

    @Test
    void concurrentWritersLeaveNoGap() throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Event>> tasks = IntStream.range(0, 60)
                    .<Callable<Event>>mapToObj(i -> () -> tx.execute(status -> journal.append(run, entry(i))))
                    .toList();
            for (var done : threads.invokeAll(tasks)) done.get();
        } finally {
            threads.shutdown();
        }

        assertThat(journal.events(run, 0, 100))
                .extracting(Event::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
        assertThat(journal.verify(run).intact()).isTrue();
    }

    @Test
    void aTransactionThatFailsLeavesNoEventAndTellsNobody() throws Exception {
        var told = new java.util.ArrayList<String>();
        try (var listening = journal.onCommitted(told::add)) {
            assertThat(listening).isNotNull();
            tx.executeWithoutResult(status -> {
                journal.append(run, entry(1));
                status.setRollbackOnly();
            });
            assertThat(told).isEmpty();
            append(1);
        }
        append(1);

        assertThat(told).containsExactly(run);
        assertThat(journal.last(run)).isEqualTo(2);
        assertThat(journal.verify(run).intact()).isTrue();
    }

    @Test
    void nothingIsWrittenOutsideATransaction() {
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.append(run, entry(1)))
                .withMessageContaining(run);
    }

    @Test
    void secretsInSummariesAndFactsAreRedactedBeforeTheyAreHashed() {
        var secret = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtYXJrZWQifQ.c2ln";
        tx.executeWithoutResult(status ->
                journal.append(run, Entry.of("noted", null, "saw " + secret).with("what", List.of(secret))));

        assertThat(journal.events(run, 0, 1)).singleElement().satisfies(event -> assertThat(event.toString())
                .contains("saw [redacted jwt]")
                .doesNotContain("eyJ"));
        assertThat(journal.verify(run).intact()).isTrue();
    }

    private void append(int many) {
        for (var i = 1; i <= many; i++) {
            var entry = entry(i);
            tx.executeWithoutResult(status -> journal.append(run, entry));
        }
    }

    private static Entry entry(int n) {
        return Entry.of("noted", "step", "Event " + n).with("n", n);
    }

    private void change(String sql) {
        assertThat(database.jdbc().sql(sql).params(run).update()).isEqualTo(1);
    }

    private void assertBroken(long number) {
        var check = journal.verify(run);
        assertThat(check.intact()).isFalse();
        assertThat(check.brokenAt()).isEqualTo(number);
        assertThat(check.detail()).contains(run);
    }

    /** What the owner of the database can do: rewrite every event and compute every hash anew. */
    private String forge(String summary) {
        var previous = Chain.START;
        for (var event : journal.events(run, 0, 1000)) {
            var hash = Chain.hash(
                    run,
                    event.number(),
                    event.at(),
                    event.kind(),
                    event.step(),
                    event.actor(),
                    summary,
                    Chain.canonical(event.data()),
                    previous);
            database.jdbc()
                    .sql("update fd_event set summary = ?, previous = ?, hash = ? where run = ? and number = ?")
                    .params(summary, previous, hash, run, event.number())
                    .update();
            previous = hash;
        }
        database.jdbc()
                .sql("update fd_journal_head set last_hash = ? where run = ?")
                .params(previous, run)
                .update();
        return previous;
    }
}
