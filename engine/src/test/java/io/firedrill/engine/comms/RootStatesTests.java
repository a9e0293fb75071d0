package io.firedrill.engine.comms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Messenger.Fact;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class RootStatesTests {
    @Parameter
    TestDatabase database;

    private final FakeChat chat = new FakeChat();
    private final SomeTime time = new SomeTime();
    private String state = "running";
    private Instant ended;
    private OutboxFixture server;

    @BeforeEach
    void open() {
        for (var table : new String[] {"fd_message", "fd_message_channel", "fd_root_message", "fd_lease"}) {
            database.jdbc().sql("delete from " + table).update();
        }
        server = new OutboxFixture(database.dataSource(), chat, time);
        server.queue("R-1", "start");
        server.send();
    }

    @Test
    void onlyTheFirstMessageOfARunInAChannelFollowsTheRun() {
        server.queue("R-1", "end");
        server.send();

        look();

        assertThat(chat.updates).hasSize(1);
        var update = chat.updates.get(0);
        assertThat(update.id()).isEqualTo("id-R-1/start");
        assertThat(update.channel()).isEqualTo("#drill-incident");
        assertThat(update.text()).isEqualTo(chat.posts.get(0).text());
        assertThat(update.facts()).containsExactly(new Fact("State", "running"), new Fact("Runbook", "(at)here"));
    }

    @Test
    void aStateThatIsShownAlreadyIsNotSentAgain() {
        look();
        pass(60);
        look();

        assertThat(chat.updates).hasSize(1);
    }

    @Test
    void changesInFastSequenceBecomeOneThatSaysTheNewest() {
        look();
        for (var next : List.of("waiting", "running at last", "rolling-back")) {
            pass(1);
            state = next;
            look();
        }
        assertThat(states()).containsExactly("running");

        pass(2);
        look();

        assertThat(states()).containsExactly("running", "rolling-back");
    }

    @Test
    void afterTheRunsEndNothingIsSentAnyMore() {
        look();
        pass(5);
        end();
        look();
        pass(60);
        state = "something else";
        look();

        assertThat(states()).containsExactly("running", "succeeded");
    }

    @Test
    void aChatThatAsksForAPauseGetsItAndThenTheNewestState() {
        chat.updateFaults.add(Answer.tryLater("429", Duration.ofSeconds(40)));
        look();
        pass(39);
        end();
        look();
        assertThat(states()).containsExactly("running");

        pass(1);
        look();

        assertThat(states()).containsExactly("running", "succeeded");
    }

    @Test
    void anUnclearAnswerIsFollowedByTheSameAgain() {
        chat.updateFaults.add(Answer.unsure("reset"));
        look();
        look();
        assertThat(chat.updates).hasSize(1);

        pass(30);
        look();
        pass(60);
        look();

        assertThat(states()).containsExactly("running", "running");
    }

    @Test
    void aMessageThatIsGoneIsGivenUpAndTheReasonKept() {
        chat.updateFaults.add(Answer.refused("message_not_found", "The message is gone."));
        look();
        pass(3600);
        end();
        look();

        assertThat(chat.updates).hasSize(1);
        assertThat(problem()).contains("message_not_found");
    }

    @Test
    void aChatThatCannotChangeMessagesIsAskedNothing() {
        chat.canUpdate = false;
        look();
        chat.canUpdate = true;
        look();

        assertThat(chat.updates).isEmpty();
    }

    @Test
    void aTargetThatIsBrokenNowIsTriedAgainButNotForever() {
        chat.targetBroken = true;
        look();
        assertThat(problem()).contains("No target.");
        chat.targetBroken = false;
        end();
        pass(25 * 3600);
        look();

        assertThat(chat.updates).isEmpty();
        assertThat(problem()).contains("Given up");
    }

    @Test
    void whatOneServerIsChangingAnotherLeavesAlone() {
        var roots = new RootMessages(database.jdbc(), time);
        var root = roots.due().get(0);
        assertThat(roots.claim(root, Duration.ofSeconds(60))).isTrue();

        assertThat(roots.claim(root, Duration.ofSeconds(60))).isFalse();
        look();
        assertThat(chat.updates).isEmpty();
        pass(60);
        look();
        assertThat(chat.updates).hasSize(1);
    }

    private void look() {
        new RootStates(new RootMessages(database.jdbc(), time), run -> headline(), chat, OutboxFixture.SETTINGS, time)
                .look(() -> false);
    }

    private Optional<Headlines.Headline> headline() {
        var facts = List.of(new Fact("State", state), new Fact("Runbook", "@here"));
        return Optional.of(new Headlines.Headline(state, facts, URI.create("http://localhost:8080/runs/R-1"), ended));
    }

    private void end() {
        state = "succeeded";
        ended = time.instant();
    }

    private void pass(int seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }

    private List<String> states() {
        return chat.updates.stream()
                .map(update -> update.facts().get(0).value())
                .toList();
    }

    private String problem() {
        return database.jdbc()
                .sql("select problem from fd_root_message")
                .query(String.class)
                .single();
    }
}
