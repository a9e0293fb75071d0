package io.firedrill.web.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

import io.firedrill.engine.database.SqlTime;

/** The local accounts. */
@Component
class Accounts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    /** bcrypt reads no more than this. */
    private static final int LONGEST_PASSWORD = 72;

    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final InstantSource clock;
    private final String nobody;

    Accounts(JdbcClient jdbc, PasswordEncoder encoder, InstantSource clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.clock = clock;
        this.nobody = encoded(Secrets.random("", 24));
    }

    Optional<Account> find(String name) {
        return jdbc.sql("select name, roles, password_hash, enabled, break_glass from web_account where name = ?")
                .param(name)
                .query((row, n) -> account(row))
                .optional();
    }

    boolean none() {
        return jdbc.sql("select count(*) from web_account").query(Long.class).single() == 0;
    }

    /** Adds an account, or sets its password when it is there. */
    void put(String name, Set<Role> roles, String password, boolean breakGlass) {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("Not an account name: '" + name + "'");
        try {
            jdbc.sql("insert into web_account (name, roles, password_hash, enabled, break_glass, created_at)"
                            + " values (?, ?, ?, true, ?, ?)")
                    .params(name, labels(roles), encoded(password), breakGlass, SqlTime.of(clock.instant()))
                    .update();
        } catch (DuplicateKeyException there) {
            jdbc.sql("update web_account set password_hash = ? where name = ?")
                    .params(encoded(password), name)
                    .update();
        }
    }

    /** Switches an account off or on; its tokens and sessions die with it. */
    void enable(String name, boolean enabled) {
        jdbc.sql("update web_account set enabled = ? where name = ?")
                .params(enabled, name)
                .update();
    }

    /** The enabled account whose password this is. Takes as long for a name that does not exist. */
    Optional<Account> check(String name, String password) {
        var found = find(name);
        var hash = found.map(Account::passwordHash).orElse(nobody);
        var matches = password.length() <= LONGEST_PASSWORD && encoder.matches(password, hash);
        return found.filter(account -> matches && account.enabled());
    }

    private String encoded(String password) {
        var hash = encoder.encode(password);
        if (hash == null) throw new IllegalStateException("The password encoder gave no hash.");
        return hash;
    }

    private static String labels(Set<Role> roles) {
        return new TreeSet<>(roles).stream().map(Role::label).collect(Collectors.joining(","));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("name"),
                Role.parse(row.getString("roles")),
                row.getString("password_hash"),
                row.getBoolean("enabled"),
                row.getBoolean("break_glass"));
    }
}
