package io.firedrill.engine.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.firedrill.engine.redact.Redaction;

/** The journal in the database. */
@Component
class JdbcJournal implements Journal, JournalWriter {
    private static final int SIGN_EVERY = 50;
    private static final int LONGEST_SUMMARY = 2000;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final HeadKey key;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    JdbcJournal(JdbcClient jdbc, InstantSource clock, HeadKey key) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.key = key;
    }

    private record Head(long number, String hash, long signed) {}

    @Override
    public void open(String run) {
        jdbc.sql("insert into fd_journal_head (run, last_number, last_hash, signed_number) values (?, 0, ?, 0)")
                .params(run, Chain.START)
                .update();
    }

    @Override
    public void lock(String run) {
        head(run);
    }

    @Override
    public Event append(String run, Entry entry) {
        return append(run, entry, clock.instant());
    }

    @Override
    public Event append(String run, Entry entry, Instant at) {
        var head = head(run);
        var time = at.truncatedTo(ChronoUnit.MILLIS);
        var number = head.number() + 1;
        var summary = cut(Redaction.clean(entry.summary()));
        var facts = Chain.canonical(Redaction.clean(entry.data()));
        var hash =
                Chain.hash(run, number, time, entry.kind(), entry.step(), entry.actor(), summary, facts, head.hash());
        jdbc.sql("""
                        insert into fd_event
                          (run, number, happened_at, kind, step, actor, summary, facts, previous, hash)
                        values (:run, :number, :at, :kind, :step, :actor, :summary, :facts, :previous, :hash)""")
                .param("run", run)
                .param("number", number)
                .param("at", time.atOffset(ZoneOffset.UTC))
                .param("kind", entry.kind())
                .param("step", entry.step())
                .param("actor", entry.actor())
                .param("summary", summary)
                .param("facts", facts)
                .param("previous", head.hash())
                .param("hash", hash)
                .update();
        jdbc.sql("update fd_journal_head set last_number = ?, last_hash = ? where run = ?")
                .params(number, hash, run)
                .update();
        if (number - head.signed() >= SIGN_EVERY) sign(run, number, hash);
        tellAfterCommit(run);
        return new Event(
                run,
                number,
                time,
                entry.kind(),
                entry.step(),
                entry.actor(),
                summary,
                Chain.parse(facts),
                head.hash(),
                hash);
    }

    @Override
    public void sign(String run) {
        var head = head(run);
        if (head.number() > head.signed()) sign(run, head.number(), head.hash());
    }

    private void sign(String run, long number, String hash) {
        jdbc.sql("insert into fd_signed_head (run, number, hash, signed_at, key_id, signature) values (?,?,?,?,?,?)")
                .params(
                        run,
                        number,
                        hash,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC),
                        key.id(),
                        key.sign(run, number, hash))
                .update();
        jdbc.sql("update fd_journal_head set signed_number = ? where run = ?")
                .params(number, run)
                .update();
    }

    private Head head(String run) {
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException("The journal of " + run + " is written inside a transaction only.");
        return jdbc.sql("select last_number, last_hash, signed_number from fd_journal_head where run = ? for update")
                .params(run)
                .query((row, n) -> new Head(row.getLong(1), row.getString(2), row.getLong(3)))
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("There is no journal of run '" + run + "'."));
    }

    @Override
    public List<Event> events(String run, long after, int limit) {
        return jdbc.sql("select * from fd_event where run = ? and number > ? order by number limit ?")
                .params(run, after, Math.max(1, Math.min(limit, 1000)))
                .query(JdbcJournal::event)
                .list();
    }

    @Override
    public long last(String run) {
        return jdbc.sql("select last_number from fd_journal_head where run = ?")
                .params(run)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public Check verify(String run) {
        var previous = Chain.START;
        long number = 0;
        for (var batch = events(run, 0, 1000); !batch.isEmpty(); batch = events(run, number, 1000)) {
            for (var event : batch) {
                number++;
                if (!fits(event, number, previous))
                    return new Check(false, number, last(run), 0, "Event " + number + " of " + run + " was changed.");
                previous = event.hash();
            }
        }
        if (number != last(run))
            return new Check(
                    false, number + 1, last(run), 0, "Events after " + number + " of " + run + " are missing.");
        return checkHeads(run, number);
    }

    private Check checkHeads(String run, long events) {
        record Signed(long number, String hash, String signature, String chained) {}
        var heads = jdbc.sql("""
                        select s.number, s.hash, s.signature, e.hash as chained from fd_signed_head s
                        left join fd_event e on e.run = s.run and e.number = s.number
                        where s.run = ? order by s.number""")
                .params(run)
                .query((row, n) -> new Signed(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
        long signed = 0;
        for (var head : heads) {
            if (!head.hash().equals(head.chained()) || !key.verify(run, head.number(), head.hash(), head.signature()))
                return new Check(
                        false,
                        head.number(),
                        events,
                        signed,
                        "The signed head at event " + head.number() + " of " + run + " does not fit the chain.");
            signed = head.number();
        }
        return new Check(true, 0, events, signed, events + " events, signed up to " + signed + ".");
    }

    private static boolean fits(Event event, long number, String previous) {
        return event.number() == number
                && event.previous().equals(previous)
                && event.hash()
                        .equals(Chain.hash(
                                event.run(),
                                number,
                                event.at(),
                                event.kind(),
                                event.step(),
                                event.actor(),
                                event.summary(),
                                Chain.canonical(event.data()),
                                previous));
    }

    @Override
    public AutoCloseable onCommitted(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tellAfterCommit(String run) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                listeners.forEach(listener -> listener.accept(run));
            }
        });
    }

    private static Event event(ResultSet row, int n) throws SQLException {
        return new Event(
                row.getString("run"),
                row.getLong("number"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("step"),
                row.getString("actor"),
                row.getString("summary"),
                Chain.parse(row.getString("facts")),
                row.getString("previous"),
                row.getString("hash"));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SUMMARY ? text : text.substring(0, LONGEST_SUMMARY - 1) + "…";
    }
}
