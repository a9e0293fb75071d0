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

    /** Whether nobody can sign in with a local account. */
    boolean none() {
        return jdbc.sql("select count(*) from web_account where enabled")
                        .query(Long.class)
                        .single()
                == 0;
    }

    /** Adds an account of the installation's own, or makes it one, switched on and with this password. */
    void put(String name, Set<Role> roles, String password, boolean breakGlass) {
        put(name, roles, password, breakGlass, false);
    }

    /** Adds one of the sandbox's people, or switches it on with this password. */
    void putForSandbox(String name, Set<Role> roles, String password) {
        put(name, roles, password, true, true);
    }

    private void put(String name, Set<Role> roles, String password, boolean breakGlass, boolean sandbox) {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("Not an account name: '" + name + "'");
        var hash = encoded(password);
        try {
            jdbc.sql("insert into web_account (name, roles, password_hash, enabled, break_glass, sandbox, created_at)"
                            + " values (?, ?, ?, true, ?, ?, ?)")
                    .params(name, labels(roles), hash, breakGlass, sandbox, SqlTime.of(clock.instant()))
                    .update();
        } catch (DuplicateKeyException there) {
            jdbc.sql("update web_account set password_hash = ?, enabled = true, sandbox = ? where name = ?")
                    .params(hash, sandbox, name)
                    .update();
        }
    }

    /** Switches the sandbox's people off and revokes their tokens; returns how many could sign in until now. */
    int switchOffSandbox() {
        jdbc.sql("update web_token set revoked_at = ? where revoked_at is null"
                        + " and account in (select name from web_account where sandbox)")
                .param(SqlTime.of(clock.instant()))
                .update();
        return jdbc.sql("update web_account set enabled = false where sandbox and enabled")
                .update();
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
