package io.firedrill.engine.database;

import java.sql.SQLException;
import java.util.List;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.secret.SecretReference;

/** Opens the database that the settings name, or says in words why not. */
final class Databases {
    private static final int H2_IN_USE = 90020;
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private Databases() {}

    static HikariDataSource open(DatabaseSettings settings, FiredrillHome home) {
        var url = settings.url();
        return open(url == null || url.isBlank() ? embedded(settings, home) : postgresql(settings, url));
    }

    private static HikariConfig embedded(DatabaseSettings settings, FiredrillHome home) {
        var file = home.folder("data").resolve("firedrill").toString();
        if (file.contains(";")) {
            throw invalid(
                    "The data folder's path has a semicolon, which H2 cannot take: " + file,
                    "Set FIREDRILL_HOME to another folder.");
        }
        var config = common(settings);
        // WRITE_DELAY=0: a commit is in the file before it is answered, so a killed server loses none.
        // TRACE_LEVEL_FILE=0: the trace file would hold statement parameters.
        config.setJdbcUrl(
                "jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0");
        config.setUsername("sa");
        config.setPassword("");
        return config;
    }

    private static HikariConfig postgresql(DatabaseSettings settings, String url) {
        if (!url.startsWith(POSTGRESQL)) {
            throw invalid(
                    "firedrill.database.url must begin with " + POSTGRESQL + " (H2 needs no setting).",
                    "Write for instance jdbc:postgresql://db.example.org/firedrill");
        }
        if (url.contains("password=")) {
            throw invalid(
                    "firedrill.database.url carries a password.",
                    "Take it out and set firedrill.database.password=file:/absolute/path; change that password.");
        }
        var config = common(settings);
        config.setJdbcUrl(url);
        if (settings.user() != null) config.setUsername(settings.user());
        var password = settings.password();
        if (password != null)
            config.setPassword(SecretReference.parse(password).resolve().reveal());
        config.setConnectionInitSql("set lock_timeout = '10s'");
        config.addDataSourceProperty("connectTimeout", "10");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("ApplicationName", "firedrill");
        // After a power cut the database may still be starting.
        config.setInitializationFailTimeout(30_000);
        return config;
    }

    private static HikariConfig common(DatabaseSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("firedrill");
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(10_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    private static HikariDataSource open(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new FiredrillException(FiredrillException.Kind.UNAVAILABLE, List.of(why(config, sql(e))), e);
        }
    }

    private static Problem why(HikariConfig config, @Nullable SQLException cause) {
        if (cause != null && cause.getErrorCode() == H2_IN_USE) {
            return Problem.of(
                    "FD-HOME-IN-USE",
                    "Another Firedrill server is using this data folder.",
                    "Stop it, or start this one with another FIREDRILL_HOME; several servers share PostgreSQL instead"
                            + " (firedrill.database.url).");
        }
        return Problem.of(
                "FD-DATABASE",
                "The database %s cannot be opened: %s"
                        .formatted(config.getJdbcUrl(), cause == null ? "no answer" : cause.getMessage()),
                "Check that it runs and that firedrill.database.url, user and password are right.");
    }

    private static @Nullable SQLException sql(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) return found;
        }
        return null;
    }

    private static FiredrillException invalid(String message, String next) {
        return FiredrillException.invalid(List.of(Problem.of("FD-DATABASE-SETTING", message, next)));
    }
}
