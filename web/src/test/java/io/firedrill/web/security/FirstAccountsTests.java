package io.firedrill.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

import io.firedrill.engine.home.FiredrillHome;

class FirstAccountsTests {
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    Path folder;

    private DriverManagerDataSource data;
    private JdbcClient jdbc;
    private FiredrillHome home;
    private Accounts accounts;
    private PersonalTokens tokens;

    @BeforeEach
    void open() {
        data = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        migrate(data, "V300__people.sql");
        migrate(data, "V301__sandbox_people.sql");
        jdbc = JdbcClient.create(data);
        home = new FiredrillHome(folder);
        accounts = new Accounts(jdbc, PasswordEncoderFactories.createDelegatingPasswordEncoder(), Clock.systemUTC());
        tokens = new PersonalTokens(jdbc, Clock.systemUTC());
    }

    @Test
    void theSandboxBringsOnePersonPerRole() {
        begin(new MockEnvironment());

        assertThat(Role.values()).allSatisfy(role -> assertThat(accounts.check(role.label(), PASSWORD))
                .isPresent());
        assertThat(tokens.holder(responderToken())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "setting"})
    void productionBeginsWithOneAdminAndNoTokens(String way) {
        begin(production(way));

        assertThat(accounts.find("responder")).isEmpty();
        assertThat(accounts.check("admin", adminPassword())).isPresent();
        assertThat(folder.resolve("sandbox")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "setting"})
    void peopleOfAnEarlierSandboxCannotSignInInProduction(String way) {
        begin(new MockEnvironment());
        var shell = responderToken();
        var other = tokens.issue("ops", "laptop", Duration.ofHours(1)).token();

        begin(production(way));

        assertThat(Role.values()).allSatisfy(role -> assertThat(accounts.check(role.label(), PASSWORD))
                .isEmpty());
        assertThat(tokens.holder(shell)).isEmpty();
        assertThat(tokens.holder(other)).isEmpty();
        assertThat(accounts.check("admin", adminPassword())).isPresent();
    }

    @Test
    void aSandboxSwitchedOnAgainHasItsPeopleAgain() {
        begin(new MockEnvironment());
        begin(production("setting"));

        begin(new MockEnvironment());

        assertThat(accounts.check("responder", PASSWORD)).isPresent();
        assertThat(tokens.holder(responderToken())).isPresent();
    }

    @Test
    void peopleOfASandboxFromBeforeItMarkedThemCannotSignInInProductionEither() {
        begin(new MockEnvironment());
        jdbc.sql("update web_account set sandbox = false").update();

        migrate(data, "V302__sandbox_people_of_before.sql");
        begin(production("profile"));

        assertThat(accounts.check("responder", PASSWORD)).isEmpty();
        assertThat(accounts.check("admin", adminPassword())).isPresent();
    }

    @Test
    void aLoneAdminFromBeforeStays() {
        begin(production("profile"));

        migrate(data, "V302__sandbox_people_of_before.sql");
        begin(production("profile"));

        assertThat(accounts.check("admin", adminPassword())).isPresent();
    }

    private static void migrate(DriverManagerDataSource data, String script) {
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/common/" + script)).execute(data);
    }

    private void begin(MockEnvironment environment) {
        new FirstAccounts(accounts, tokens, home, environment, PASSWORD).afterSingletonsInstantiated();
    }

    private static MockEnvironment production(String way) {
        var environment = new MockEnvironment();
        if (way.equals("profile")) environment.setActiveProfiles("production");
        else environment.setProperty("firedrill.sandbox.enabled", "false");
        return environment;
    }

    private String responderToken() {
        return read("sandbox/tokens/responder.token");
    }

    private String adminPassword() {
        return read("accounts/admin.password");
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
