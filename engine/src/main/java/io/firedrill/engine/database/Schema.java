package io.firedrill.engine.database;

import java.util.ArrayList;
import java.util.Map;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Every table, by Flyway. Version 1 is Camunda's own schema; scripts in {@code db/migration/common} follow, 100 to 199
 * for targets, library and messages, 200 to 299 for runs and journal, 300 to 399 for the server's accounts, 400 to 499
 * for plans and Quartz, and those in {@code db/migration/h2} or {@code /postgresql} where the two must differ. Scripts
 * may use {@code ${bytes}} for the column type of long byte strings, and write {@code if not exists}, since H2 keeps
 * what a killed start has made.
 */
public final class Schema {
    private static final String ROOT = "db/migration/";

    private Schema() {}

    /** Brings an empty or older database up to date; waits while another server does the same. */
    public static void migrate(DataSource dataSource) {
        var configuration = Flyway.configure().dataSource(dataSource);
        configure(configuration, Vendor.of(dataSource));
        configuration.load().migrate();
    }

    static void configure(FluentConfiguration configuration, Vendor vendor) {
        var locations = new ArrayList<String>();
        for (var folder : new String[] {"common", vendor.folder()}) {
            // Flyway warns at every start about a folder that is not there.
            if (Schema.class.getClassLoader().getResource(ROOT + folder) != null) {
                locations.add("classpath:" + ROOT + folder);
            }
        }
        configuration
                .locations(locations.toArray(String[]::new))
                .javaMigrations(new CamundaTables(vendor))
                .placeholders(Map.of("bytes", vendor.bytes()))
                // Each feature counts in its own range, so a later script of a lower range is no mistake.
                .outOfOrder(true)
                .validateMigrationNaming(true)
                // One try per second: a first start on a slow machine may hold the lock for long.
                .lockRetryCount(300);
    }
}
