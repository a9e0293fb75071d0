package io.firedrill.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Camunda 7.24's tables, by the create scripts in its own jar. A newer Camunda keeps this version and adds one that
 * runs its upgrade script; the scripts of this version must then be kept from the older jar.
 */
final class CamundaTables implements JavaMigration {
    static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    private final Vendor vendor;

    CamundaTables(Vendor vendor) {
        this.vendor = vendor;
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("1");
    }

    @Override
    public String getDescription() {
        return "Camunda 7.24";
    }

    /** None: the version in the description says which scripts ran. */
    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        var connection = context.getConnection();
        if (vendor == Vendor.H2) dropLeftovers(connection);
        for (var part : PARTS) {
            ScriptUtils.executeSqlScript(connection, new EncodedResource(script(vendor, part), "UTF-8"));
        }
    }

    static ClassPathResource script(Vendor vendor, String part) {
        var name = vendor == Vendor.H2 ? "h2" : "postgres";
        return new ClassPathResource(
                "org/camunda/bpm/engine/db/create/activiti.%s.create.%s.sql".formatted(name, part));
    }

    // H2 commits every table at once. This version is not booked, so what is there was left by a start that was killed
    // halfway, and no engine has used it.
    private static void dropLeftovers(Connection connection) throws SQLException {
        var left = new ArrayList<String>();
        try (var query = connection.prepareStatement("select table_name from information_schema.tables"
                        + " where table_schema = schema() and table_name like 'ACT\\_%' escape '\\'");
                var rows = query.executeQuery()) {
            while (rows.next()) left.add(rows.getString(1));
        }
        try (var drop = connection.createStatement()) {
            for (var table : left) drop.execute("drop table \"" + table + "\" cascade");
        }
    }
}
