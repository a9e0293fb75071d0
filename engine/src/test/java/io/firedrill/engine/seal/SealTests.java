package io.firedrill.engine.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.database.UniqueInsert;
import io.firedrill.engine.home.FiredrillHome;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class SealTests {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @Parameter
    TestDatabase database;

    @TempDir
    Path folder;

    private FiredrillHome home;
    private Seal seal;
    private SealedStore store;
    private Names names;

    @BeforeEach
    void open() {
        home = new FiredrillHome(folder.resolve("home"));
        seal = new Seal(home);
        store = new SealedStore(database.jdbc(), seal);
        store.purge("R-1");
        store.purge("R-2");
        names = new Names(home, seal, database.jdbc(), new UniqueInsert(database.dataSource()), CLOCK);
        database.jdbc().sql("delete from fd_person").update();
    }

    @Test
    void whatIsSealedComesBackAndIsNotInTheDatabaseInClear() {
        store.put("R-1", "canary/a", "marked-secret");

        assertThat(store.get("R-1", "canary/a")).contains("marked-secret");
        assertThat(database.jdbc()
                        .sql("select content from fd_sealed where run = 'R-1'")
                        .query(String.class)
                        .list())
                .singleElement()
                .satisfies(content -> assertThat(content).doesNotContain("marked"));
    }

    @Test
    void theSameTextIsSealedDifferentlyEachTime() {
        assertThat(seal.close("place", "text")).isNotEqualTo(seal.close("place", "text"));
    }

    @Test
    void aSealedTextCannotBeMovedToAnotherRunOrName() {
        store.put("R-1", "canary/a", "marked-secret");
        database.jdbc()
                .sql("update fd_sealed set run = 'R-2' where run = 'R-1'")
                .update();

        assertThatIllegalStateException()
                .isThrownBy(() -> store.get("R-2", "canary/a"))
                .withMessageContaining("R-2/canary/a")
                .withMessageContaining("seal.key");
    }

    @Test
    void anotherKeyOpensNothing() {
        var sealed = seal.close("place", "text");
        var other = new Seal(new FiredrillHome(folder.resolve("other")));

        assertThatIllegalStateException().isThrownBy(() -> other.open("place", sealed));
    }

    @Test
    void aServerStartedAgainOpensWhatItSealedBefore() {
        var sealed = seal.close("place", "text");

        assertThat(new Seal(new FiredrillHome(folder.resolve("home"))).open("place", sealed))
                .isEqualTo("text");
    }

    @Test
    void aNewTextTakesThePlaceOfTheOldAndPurgingForgetsOneRunOnly() {
        store.put("R-1", "canary/a", "old");
        store.put("R-1", "canary/a", "new");
        store.put("R-1", "parameter/token", "other");
        store.put("R-2", "canary/a", "second");

        assertThat(store.startingWith("R-1", "canary/")).containsOnly(java.util.Map.entry("canary/a", "new"));
        store.purge("R-1");
        assertThat(store.startingWith("R-1", "")).isEmpty();
        assertThat(store.get("R-2", "canary/a")).contains("second");
    }

    @Test
    void aPersonHasOnePseudonymThatCanBeResolvedUntilErased() {
        var pseudonym = names.person("vera@example.org");

        assertThat(pseudonym).matches("person-[0-9a-f]{12}");
        assertThat(names.person("vera@example.org")).isEqualTo(pseudonym);
        assertThat(names.person("otto@example.org")).isNotEqualTo(pseudonym);
        assertThat(names.who(pseudonym)).contains("vera@example.org");
        names.erase(pseudonym);
        assertThat(names.who(pseudonym)).isEmpty();
    }

    @Test
    void aTokenIsNamedByAKeyThatEachInstallationHasForItself() {
        var other = new FiredrillHome(folder.resolve("other"));
        var elsewhere =
                new Names(other, new Seal(other), database.jdbc(), new UniqueInsert(database.dataSource()), CLOCK);

        assertThat(names.token("abc")).matches("token-[0-9a-f]{12}").isEqualTo(names.token("abc"));
        assertThat(elsewhere.token("abc")).isNotEqualTo(names.token("abc"));
    }
}
