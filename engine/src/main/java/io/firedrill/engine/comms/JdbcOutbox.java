package io.firedrill.engine.comms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.firedrill.engine.database.SqlTime;
import io.firedrill.engine.database.UniqueInsert;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.target.TargetSystems;

/** The outbox as rows. */
@Component
class JdbcOutbox implements Outbox, Messages {
    private static final int LONGEST_AUDIENCE = 200;
    private static final String INSERT = """
            insert into fd_message (message_key, run, target, live, template, template_hash, audience, channel_name,
              channel, body, announced, state, attempts, doubts, next_at, queued_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', 0, 0, ?, ?)""";

    private final JdbcClient jdbc;
    private final UniqueInsert insert;
    private final TargetSystems targets;
    private final InstantSource clock;
    private final Bell bell;

    JdbcOutbox(JdbcClient jdbc, UniqueInsert insert, TargetSystems targets, InstantSource clock, Bell bell) {
        this.jdbc = jdbc;
        this.insert = insert;
        this.targets = targets;
        this.clock = clock;
        this.bell = bell;
    }

    @Override
    public boolean queue(Order order) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Message " + order.key() + " is queued inside a transaction only.");
        }
        var template = order.template();
        var text = MessageText.render(template, order.values(), order.real());
        var now = SqlTime.of(clock.instant());
        boolean queued = insert.insert(
                INSERT,
                order.key(),
                order.run(),
                order.target(),
                order.real(),
                template.name(),
                template.hash(),
                cut(template.audience()),
                template.channel(),
                channel(order),
                text,
                order.announced(),
                now,
                now);
        if (queued) ringAfterCommit();
        return queued;
    }

    @Override
    public List<Message> of(String run) {
        return jdbc.sql("select * from fd_message where run = ? order by sequence")
                .param(run)
                .query((row, number) -> message(row))
                .list();
    }

    static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getString("message_key"),
                row.getString("template"),
                row.getString("template_hash"),
                row.getString("audience"),
                row.getString("channel"),
                row.getString("body"),
                row.getString("state"),
                SqlTime.read(row, "queued_at"),
                SqlTime.readNullable(row, "sent_at"),
                row.getString("external_id"),
                row.getInt("attempts"),
                row.getString("problem"));
    }

    private static String cut(String audience) {
        return audience.length() <= LONGEST_AUDIENCE ? audience : audience.substring(0, LONGEST_AUDIENCE);
    }

    // A target whose file is broken just now must not stop the run: the sender looks again.
    private String channel(Order order) {
        try {
            return targets.channel(
                    order.target(), order.real(), order.template().channel());
        } catch (FiredrillException unknown) {
            return "";
        }
    }

    private void ringAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring();
            }
        });
    }
}
