package io.firedrill.engine.seal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Secrets that a run must keep to go on after a restart: canary tokens, the token to revoke, people it acts on.
 * Encrypted with a key outside the database; purged when the run ends. Joins the caller's transaction. Thread-safe.
 */
@Component
public class SealedStore {
    private final JdbcClient jdbc;
    private final Seal seal;

    SealedStore(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /** Keeps the text under this name, instead of what was there. */
    public void put(String run, String name, String text) {
        var content = seal.close(run + "/" + name, text);
        var changed = jdbc.sql("update fd_sealed set content = ? where run = ? and name = ?")
                .params(content, run, name)
                .update();
        if (changed == 0) {
            jdbc.sql("insert into fd_sealed (run, name, content) values (?, ?, ?)")
                    .params(run, name, content)
                    .update();
        }
    }

    public Optional<String> get(String run, String name) {
        return jdbc.sql("select content from fd_sealed where run = ? and name = ?")
                .params(run, name)
                .query(String.class)
                .optional()
                .map(content -> seal.open(run + "/" + name, content));
    }

    /** Everything whose name begins so, in order of names. */
    public Map<String, String> startingWith(String run, String prefix) {
        var found = new LinkedHashMap<String, String>();
        jdbc
                .sql("select name, content from fd_sealed where run = ? order by name")
                .params(run)
                .query((row, n) -> Map.entry(row.getString("name"), row.getString("content")))
                .list()
                .stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .forEach(entry -> found.put(entry.getKey(), seal.open(run + "/" + entry.getKey(), entry.getValue())));
        return found;
    }

    /** Forgets everything of this run. */
    public void purge(String run) {
        jdbc.sql("delete from fd_sealed where run = ?").params(run).update();
    }
}
