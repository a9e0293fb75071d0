package io.firedrill.engine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import io.firedrill.engine.database.Schema;

/**
 * A migrated database of its own for one test class. Close it afterwards, or let {@link EveryDatabase} do so.
 *
 * @param vendor which database it is
 */
public record TestDatabase(Vendor vendor, HikariDataSource dataSource) implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    public enum Vendor {
        H2,
        POSTGRESQL
    }

    /** With every table, and empty. */
    public static TestDatabase open(Vendor vendor) {
        var name = "t" + NUMBER.incrementAndGet();
        return switch (vendor) {
            case H2 -> {
                var empty = pool(h2Url(name), "sa");
                Schema.migrate(empty);
                yield new TestDatabase(vendor, empty);
            }
            case POSTGRESQL -> {
                Postgres.create(name, Postgres.TEMPLATE);
                yield new TestDatabase(vendor, pool(Postgres.url(name), "postgres"));
            }
        };
    }

    /** Without any table. */
    public static TestDatabase openEmpty(Vendor vendor) {
        var name = "t" + NUMBER.incrementAndGet();
        return switch (vendor) {
            case H2 -> new TestDatabase(vendor, pool(h2Url(name), "sa"));
            case POSTGRESQL -> {
                Postgres.create(name, "template1");
                yield new TestDatabase(vendor, pool(Postgres.url(name), "postgres"));
            }
        };
    }

    /** The same database through a pool of its own, as a second server would see it; the caller closes it. */
    public HikariDataSource secondServer() {
        return pool(dataSource.getJdbcUrl(), dataSource.getUsername());
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @Override
    public void close() {
        dataSource.close();
    }

    private static String h2Url(String name) {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000";
    }

    private static HikariDataSource pool(String url, String user) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return new HikariDataSource(config);
    }

    /** One server for the whole JVM; it ends with it. */
    private static final class Postgres {
        static final String TEMPLATE = "firedrill_template";
        private static final EmbeddedPostgres SERVER = start();

        static {
            create(TEMPLATE, "template1");
            try (var template = pool(url(TEMPLATE), "postgres")) {
                Schema.migrate(template);
            }
        }

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setConnectConfig("socketTimeout", "60")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
            }
        }

        static String url(String name) {
            return SERVER.getJdbcUrl("postgres", name).replaceAll("\\?.*", "");
        }

        static synchronized void create(String name, String template) {
            DataSource admin = SERVER.getPostgresDatabase();
            try (var connection = admin.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name + " template " + template);
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot create the test database " + name, e);
            }
        }
    }
}
