package io.firedrill.engine.database;

import java.sql.SQLException;
import javax.sql.DataSource;

/** The databases that Firedrill runs on. */
public enum Vendor {
    H2("h2", "blob"),
    POSTGRESQL("postgresql", "bytea");

    private final String folder;
    private final String bytes;

    Vendor(String folder, String bytes) {
        this.folder = folder;
        this.bytes = bytes;
    }

    /** Asks the database itself. */
    public static Vendor of(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            var product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case "H2" -> H2;
                case "PostgreSQL" -> POSTGRESQL;
                default -> throw new IllegalArgumentException("Not a database that Firedrill knows: '" + product + "'");
            };
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
        }
    }

    /** Name of its folder below {@code db/migration}. */
    String folder() {
        return folder;
    }

    /** Its column type for long byte strings; {@code ${bytes}} in migrations. */
    String bytes() {
        return bytes;
    }
}
