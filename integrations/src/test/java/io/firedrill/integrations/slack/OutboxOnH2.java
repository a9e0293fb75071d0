package io.firedrill.integrations.slack;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.comms.Headlines;
import io.firedrill.engine.comms.Messages;
import io.firedrill.engine.comms.Outbox;
import io.firedrill.engine.database.Schema;
import io.firedrill.engine.database.UniqueInsert;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.target.TargetSystems;
import io.firedrill.runbooks.model.MessageTemplate;

/** The engine's outbox with its sender at work, on a database of its own, with Slack as the target's chat. */
final class OutboxOnH2 implements AutoCloseable {
    private static final SlackLimits LIMITS =
            new SlackLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), 40, 20, Duration.ofDays(30));

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final TransactionTemplate transactions;

    @Configuration(proxyBeanMethods = false)
    @ComponentScan("io.firedrill.engine.comms")
    @ConfigurationPropertiesScan("io.firedrill.engine.comms")
    static class Comms {}

    OutboxOnH2(FakeSlack slack, InstantSource time) {
        var database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        Schema.migrate(database);
        var manager = new DataSourceTransactionManager(database);
        this.transactions = new TransactionTemplate(manager);
        var chat = new SlackKind(time, LIMITS).connect(slack.binding());
        TestPropertyValues.of(
                        "firedrill.comms.poll=50ms",
                        "firedrill.comms.give-up-after=3650d",
                        "firedrill.comms.claim=30d",
                        "firedrill.comms.threads=8")
                .applyTo(context);
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(PlatformTransactionManager.class, () -> manager);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(UniqueInsert.class, () -> new UniqueInsert(database));
        context.registerBean(InstantSource.class, () -> time);
        context.registerBean(TargetSystems.class, () -> new OneChat(chat));
        // No runs stand behind these messages.
        context.registerBean(Headlines.class, () -> run -> Optional.empty());
        context.register(Comms.class);
        context.refresh();
    }

    void queue(String run, String name, String channel) {
        var template = new MessageTemplate(
                name, "a".repeat(64), "mia", "responders", channel, List.of(), "none", "none", "**" + name + "**");
        var order = new Outbox.Order(run + "/" + name, run, "payments", false, false, template, Map.of());
        transactions.executeWithoutResult(
                status -> context.getBean(Outbox.class).queue(order));
    }

    List<Messages.Message> messages(String run) {
        return context.getBean(Messages.class).of(run);
    }

    int waiting() {
        return context.getBean(JdbcClient.class)
                .sql("select count(*) from fd_message where state = 'queued'")
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        context.close();
    }

    /** A target whose every system is this chat; even channels are written by id, odd ones by name. */
    private record OneChat(Messenger chat) implements TargetSystems {
        @Override
        public <T> T system(String target, boolean real, String name, Class<T> port) {
            return port.cast(chat);
        }

        @Override
        public boolean has(String target, String name) {
            return true;
        }

        @Override
        public String channel(String target, boolean real, String name) {
            int number = Integer.parseInt(name.substring(1));
            return number % 2 == 0 ? OutboxToSlackTests.id(number) : "#drill-" + number;
        }

        @Override
        public Canaries canaries(String target, boolean real) {
            throw new IllegalStateException("not asked here");
        }

        @Override
        public List<Problem> problems(
                String target, boolean real, Collection<String> systems, Collection<String> channels) {
            return List.of();
        }

        @Override
        public boolean sandbox(String target) {
            return false;
        }
    }
}
