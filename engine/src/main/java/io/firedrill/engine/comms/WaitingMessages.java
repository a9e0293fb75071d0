package io.firedrill.engine.comms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.comms.ChannelClaims.Channel;
import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.redact.Redaction;

/** What the sender writes about each message. Every change is committed when its method returns. */
@Component
class WaitingMessages {
    private static final int LONGEST_PROBLEM = 2000;

    // Within a run messages keep their order; another run's message in back-off does not hold them up.
    private static final String NEXT = """
            select * from fd_message m
            where state = 'queued' and next_at <= :now and target = :target and live = :live and channel = :channel
              and not exists (select 1 from fd_message e
                where e.state = 'queued' and e.run = m.run and e.target = m.target and e.live = m.live
                  and e.channel = m.channel and e.sequence < m.sequence)
            order by sequence limit 1""";

    private static final String ROOT = """
            insert into fd_root_message (message_key, run, target, live, channel, next_at, closed)
            select message_key, run, target, live, channel, cast(:now as timestamp with time zone), false
            from fd_message m where message_key = :key
              and not exists (select 1 from fd_root_message r
                where r.run = m.run and r.target = m.target and r.live = m.live and r.channel = m.channel)""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ObjectProvider<Deliveries> deliveries;
    private final InstantSource clock;

    WaitingMessages(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ObjectProvider<Deliveries> deliveries,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** The one to go next in this channel. */
    Optional<Waiting> next(Channel channel) {
        return jdbc.sql(NEXT)
                .param("now", SqlTime.of(clock.instant()))
                .param("target", channel.target())
                .param("live", channel.live())
                .param("channel", channel.channel())
                .query((row, number) -> waiting(row))
                .optional();
    }

    /** The chat's id of the run's first message in this channel, which later ones answer. */
    Optional<String> thread(Waiting message) {
        return jdbc.sql("select external_id from fd_message where run = ? and target = ? and live = ? and channel = ?"
                        + " and state = 'sent' and external_id is not null order by sequence limit 1")
                .params(message.run(), message.target(), message.live(), message.channel())
                .query(String.class)
                .optional();
    }

    /** Which channel it goes to, found late. */
    void channel(Waiting message, String channel) {
        update(message, "channel = :channel", Map.of("channel", channel));
    }

    /** It is about to be posted: from now on it may have been. False when another server has finished with it. */
    boolean posting(Waiting message) {
        return update(message, "attempts = attempts + 1, doubts = 1", Map.of()) == 1;
    }

    /** The chat has it; its end is booked by {@link #sent}. */
    void posted(Waiting message, String externalId, Instant at) {
        update(
                message,
                "external_id = :id, sent_at = :at, problem = null",
                Map.of("id", externalId, "at", SqlTime.of(at)));
    }

    /** Not now. */
    void later(Waiting message, Instant next, int doubts, String why) {
        update(
                message,
                "next_at = :next, doubts = :doubts, problem = :why",
                Map.of("next", SqlTime.of(next), "doubts", doubts, "why", problem(why)));
    }

    /** Its end, with what the engine writes about it, in one transaction. */
    void sent(Waiting message) {
        transactions.executeWithoutResult(status -> {
            var sent = withState(read(message), "sent", null);
            // First the engine, which locks the run's journal, then our row: as when a message is queued.
            deliveries.ifAvailable(engine -> engine.sent(message.run(), sent));
            if (update(message, "state = 'sent'", Map.of()) == 0) status.setRollbackOnly();
            else root(message);
        });
    }

    /** Its end, when it will not be sent. */
    void failed(Waiting message, String why) {
        transactions.executeWithoutResult(status -> {
            var failed = withState(read(message), "failed", problem(why));
            deliveries.ifAvailable(engine -> engine.failed(message.run(), failed));
            if (update(message, "state = 'failed', problem = :why", Map.of("why", problem(why))) == 0) {
                status.setRollbackOnly();
            }
        });
    }

    /** The first in its channel is the one that later follows the run's state. */
    private void root(Waiting message) {
        jdbc.sql(ROOT)
                .param("key", message.key())
                .param("now", SqlTime.of(clock.instant()))
                .update();
    }

    private Messages.Message read(Waiting message) {
        return jdbc.sql("select * from fd_message where message_key = ?")
                .param(message.key())
                .query((row, number) -> JdbcOutbox.message(row))
                .single();
    }

    private int update(Waiting message, String set, Map<String, ?> values) {
        return jdbc.sql("update fd_message set " + set + " where message_key = :key and state = 'queued'")
                .param("key", message.key())
                .params(values)
                .update();
    }

    private static Messages.Message withState(Messages.Message message, String state, @Nullable String problem) {
        return new Messages.Message(
                message.key(),
                message.template(),
                message.templateHash(),
                message.audience(),
                message.channel(),
                message.text(),
                state,
                message.queuedAt(),
                message.sentAt(),
                message.externalId(),
                message.attempts(),
                problem);
    }

    private static String problem(String why) {
        var clean = Redaction.clean(why);
        return clean.length() <= LONGEST_PROBLEM ? clean : clean.substring(0, LONGEST_PROBLEM);
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong("sequence"),
                row.getString("message_key"),
                row.getString("run"),
                row.getString("target"),
                row.getBoolean("live"),
                row.getString("channel_name"),
                row.getString("channel"),
                row.getString("body"),
                row.getBoolean("announced"),
                row.getInt("attempts"),
                row.getInt("doubts"),
                SqlTime.read(row, "queued_at"),
                row.getString("external_id"));
    }
}
