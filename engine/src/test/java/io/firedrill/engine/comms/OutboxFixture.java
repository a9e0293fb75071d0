package io.firedrill.engine.comms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.database.UniqueInsert;
import io.firedrill.runbooks.model.MessageTemplate;

/** One server's outbox and sender on a database; several of them share it. */
final class OutboxFixture {
    static final CommsSettings SETTINGS =
            new CommsSettings(Duration.ofHours(24), Duration.ofMillis(50), Duration.ofSeconds(60), 2);

    final List<String> told = Collections.synchronizedList(new ArrayList<>());
    final JdbcOutbox outbox;
    final ChannelClaims claims;
    final Sender sender;
    final Bell bell = new Bell();
    final SenderLoop loop;
    final TransactionTemplate transactions;
    boolean journalBroken;

    OutboxFixture(DataSource dataSource, FakeChat chat, SomeTime time) {
        var jdbc = JdbcClient.create(dataSource);
        var manager = new DataSourceTransactionManager(dataSource);
        var insert = new UniqueInsert(dataSource);
        transactions = new TransactionTemplate(manager);
        outbox = new JdbcOutbox(jdbc, insert, chat, time, bell);
        claims = new ChannelClaims(jdbc, insert, time, SETTINGS);
        var beans = new StaticListableBeanFactory();
        beans.addBean("deliveries", new Journal(jdbc));
        var messages = new WaitingMessages(jdbc, manager, beans.getBeanProvider(Deliveries.class), time);
        sender = new Sender(claims, messages, chat, SETTINGS, time);
        loop = new SenderLoop(claims, sender, bell, SETTINGS, dataSource);
    }

    static MessageTemplate template(String name, String channel) {
        return new MessageTemplate(
                name,
                "a".repeat(64),
                "mia",
                "responders",
                channel,
                List.of(new MessageTemplate.Variable("reason", MessageTemplate.Type.TEXT)),
                "correction",
                "all-clear",
                name + ": {{reason}}");
    }

    boolean queue(String run, String name) {
        return queue(run, name, "incident");
    }

    boolean queue(String run, String name, String channel) {
        return Boolean.TRUE.equals(transactions.execute(status -> outbox.queue(order(run, name, channel))));
    }

    static Outbox.Order order(String run, String name, String channel) {
        return new Outbox.Order(
                run + "/" + name, run, "payments", false, false, template(name, channel), Map.of("reason", "leak"));
    }

    /** One look at everything that is due. */
    void send() {
        for (var channel : claims.due()) sender.drain(channel, () -> false);
    }

    Messages.Message only(String run) {
        var all = outbox.of(run);
        if (all.size() != 1) throw new AssertionError("Not one message: " + all);
        return all.get(0);
    }

    /** The engine's part: it must see a transaction, and its own writes must share the message's fate. */
    private final class Journal implements Deliveries {
        private final JdbcClient jdbc;

        Journal(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public void sent(String run, Messages.Message message) {
            write("sent " + message.key() + " " + message.externalId() + " " + message.sentAt());
        }

        @Override
        public void failed(String run, Messages.Message message) {
            write("failed " + message.key() + " " + message.problem());
        }

        private void write(String entry) {
            jdbc.sql("insert into fd_lease (target, run, mode, since) values (?, 'R-1', 'drill', current_timestamp)")
                    .param("told-" + UUID.randomUUID())
                    .update();
            if (journalBroken) throw new IllegalStateException("the journal is locked");
            told.add(entry);
        }
    }
}
