package io.firedrill.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.firedrill.engine.port.Messenger.Fact;
import io.firedrill.engine.port.Messenger.Update;
import io.firedrill.engine.run.RunId;

class RootMessageTests {
    @TempDir
    Path home;

    @Test
    void theFirstMessageSaysHowTheDrillEndedAlsoAfterARestart() {
        try (var engine = new EngineFixture(home, new MemoryEstate())) {
            // So that the end is surely told by the next server.
            engine.estate.faults.noUpdates = true;
            var id = engine.start(EngineFixture.drill(Map.of()));
            engine.ended(id);
            assertThat(engine.estate.updates).isEmpty();
            engine.restart();
            engine.estate.faults.noUpdates = false;

            EngineFixture.await(() -> told(engine, id), () -> "Last: " + engine.estate.updates);

            var run = engine.run(id);
            var last = engine.estate.updates.get(engine.estate.updates.size() - 1);
            assertThat(last.text())
                    .startsWith("EXERCISE EXERCISE EXERCISE")
                    .endsWith("EXERCISE EXERCISE EXERCISE")
                    .isEqualTo(engine.estate.posts.get(0).text());
            assertThat(last.facts()).contains(new Fact("Run", id + ", drill"), new Fact("Target", "memory"));
            assertThat(last.facts())
                    .extracting(Fact::label)
                    .contains("Ended")
                    .containsAll(run.objectives().stream()
                            .map(objective -> objective.title())
                            .limit(1)
                            .toList());
            assertThat(last.page()).hasPath("/runs/" + id);
            assertThat(last.toString()).doesNotContain(MemoryEstate.MARK);
        }
    }

    private static boolean told(EngineFixture engine, RunId id) {
        var end = new Fact("State", engine.run(id).state().label());
        List<Update> updates = engine.estate.updates;
        return updates.stream().anyMatch(update -> update.facts().contains(end));
    }
}
