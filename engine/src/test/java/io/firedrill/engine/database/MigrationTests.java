package io.firedrill.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.firedrill.engine.testing.TestDatabase;

class MigrationTests {
    @ParameterizedTest
    @EnumSource
    void anEmptyDatabaseGetsEveryTableAndASecondStartFindsNothingToDo(TestDatabase.Vendor vendor) {
        try (var database = TestDatabase.openEmpty(vendor)) {
            Schema.migrate(database.dataSource());

            assertThat(tables(database))
                    .contains(
                            "ACT_RU_EXECUTION",
                            "ACT_HI_PROCINST",
                            "ACT_RE_DECISION_DEF",
                            "FD_LEASE",
                            "FD_SLOT",
                            "QRTZ_TRIGGERS");
            assertThat(pending(database)).isEmpty();
            Schema.migrate(database.dataSource());
        }
    }

    @Test
    void twoServersThatStartAtOnceOnAnEmptyPostgresqlBothComeUp() throws Exception {
        try (var database = TestDatabase.openEmpty(TestDatabase.Vendor.POSTGRESQL);
                var second = database.secondServer()) {
            var together = new CyclicBarrier(2);
            var servers = Executors.newFixedThreadPool(2);
            try {
                var starts = List.of(database.dataSource(), second).stream()
                        .map(server -> servers.submit(() -> {
                            together.await(10, TimeUnit.SECONDS);
                            Schema.migrate(server);
                            return true;
                        }))
                        .toList();
                for (var start : starts)
                    assertThat(start.get(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                servers.shutdownNow();
            }
            assertThat(pending(database)).isEmpty();
            assertThat(database.jdbc()
                            .sql("select count(*) from flyway_schema_history where version = '1'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void h2GoesOnWhereAKilledFirstStartLeftSomeTables() {
        try (var database = TestDatabase.openEmpty(TestDatabase.Vendor.H2)) {
            Schema.migrate(database.dataSource());
            database.jdbc().sql("delete from \"flyway_schema_history\"").update();
            database.jdbc().sql("drop table ACT_HI_PROCINST").update();

            Schema.migrate(database.dataSource());

            assertThat(tables(database)).contains("ACT_RU_EXECUTION", "ACT_HI_PROCINST");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theScriptsOnTheClassPathAreThoseOfTheVersionThatTheMigrationNames(Vendor vendor) throws Exception {
        for (var part : CamundaTables.PARTS) {
            assertThat(CamundaTables.script(vendor, part).exists()).as(part).isTrue();
        }
        var engine = CamundaTables.script(vendor, "engine").getContentAsString(StandardCharsets.UTF_8);
        assertThat(engine).contains("'7.24.0'");
    }

    private static List<String> tables(TestDatabase database) {
        return database.jdbc()
                .sql("select upper(table_name) from information_schema.tables")
                .query(String.class)
                .list();
    }

    private static List<String> pending(TestDatabase database) {
        var configuration = Flyway.configure().dataSource(database.dataSource());
        Schema.configure(configuration, Vendor.of(database.dataSource()));
        return List.of(configuration.load().info().pending()).stream()
                .map(migration -> migration.getDescription())
                .toList();
    }
}
