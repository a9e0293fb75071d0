package io.firedrill.engine.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.testing.EveryDatabase;
import io.firedrill.engine.testing.TestDatabase;

@EveryDatabase
class OutboxTests {
    @Parameter
    TestDatabase database;

    private final FakeChat chat = new FakeChat();
    private final SomeTime time = new SomeTime();
    private OutboxFixture server;

    @BeforeEach
    void open() {
        for (var table : new String[] {"fd_message", "fd_message_channel", "fd_root_message", "fd_lease"}) {
            database.jdbc().sql("delete from " + table).update();
        }
        server = new OutboxFixture(database.dataSource(), chat, time);
    }

    @Test
    void aMessageIsPostedOnceWithItsMarkAndTheEngineIsTold() {
        server.queue("R-1", "start");
        assertThat(server.only("R-1").state()).isEqualTo("queued");

        server.send();
        server.send();

        assertThat(chat.posts)
                .containsExactly(new Messenger.Post(
                        "R-1/start",
                        "#drill-incident",
                        "EXERCISE EXERCISE EXERCISE\n\nstart: leak\n\nEXERCISE EXERCISE EXERCISE",
                        null,
                        false,
                        false));
        assertThat(server.told).containsExactly("sent R-1/start id-R-1/start 2026-03-02T12:00:05Z");
        var message = server.only("R-1");
        assertThat(message.state()).isEqualTo("sent");
        assertThat(message.sentAt()).isEqualTo(FakeChat.POSTED_AT);
        assertThat(message.attempts()).isEqualTo(1);
    }

    @Test
    void theSameKeyAgainChangesNothing() {
        assertThat(server.queue("R-1", "start")).isTrue();
        assertThat(server.queue("R-1", "start")).isFalse();
        server.send();
        assertThat(server.queue("R-1", "start")).isFalse();
        server.send();

        assertThat(chat.keys()).containsExactly("R-1/start");
    }

    @Test
    void aMessageOfARolledBackTransactionIsNeverSent() {
        server.transactions.executeWithoutResult(status -> {
            server.outbox.queue(OutboxFixture.order("R-1", "start", "incident"));
            status.setRollbackOnly();
        });

        server.send();

        assertThat(chat.posts).isEmpty();
        assertThatThrownBy(() -> server.outbox.queue(OutboxFixture.order("R-1", "start", "incident")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void laterMessagesOfARunAnswerItsFirstInTheSameChannel() {
        server.queue("R-1", "start");
        server.queue("R-1", "customers", "status");
        server.queue("R-2", "start");
        server.queue("R-1", "done");
        server.send();

        assertThat(chat.posts)
                .extracting(Messenger.Post::key, Messenger.Post::thread)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("R-1/start", null),
                        org.assertj.core.api.Assertions.tuple("R-1/customers", null),
                        org.assertj.core.api.Assertions.tuple("R-2/start", null),
                        org.assertj.core.api.Assertions.tuple("R-1/done", "id-R-1/start"));
    }

    @Test
    void aFailingMessageHoldsItsOwnRunBackAndNoOther() {
        chat.failNext(Answer.tryLater("busy", Duration.ZERO));
        server.queue("R-1", "start");
        server.queue("R-1", "done");
        server.queue("R-2", "start");

        server.send();
        assertThat(chat.keys()).containsExactly("R-2/start");
        assertThat(server.outbox.of("R-1").get(0).problem()).isEqualTo("busy");

        time.pass(Duration.ofSeconds(1));
        server.send();
        assertThat(chat.keys()).containsExactly("R-2/start", "R-1/start", "R-1/done");
    }

    @Test
    void theWholeChannelWaitsAsLongAsTheChatAsks() {
        chat.failNext(Answer.tryLater("rate limit", Duration.ofSeconds(30)));
        server.queue("R-1", "start");
        server.queue("R-2", "start");

        server.send();
        time.pass(Duration.ofSeconds(29));
        server.send();
        assertThat(chat.posts).isEmpty();

        time.pass(Duration.ofSeconds(1));
        server.send();
        assertThat(chat.keys()).containsExactly("R-1/start", "R-2/start");
    }

    @Test
    void aMessageWhoseAnswerWasLostIsFoundAndNotPostedAgain() {
        chat.loseNextAnswer();
        server.queue("R-1", "start");

        server.send();
        assertThat(server.told).isEmpty();
        time.pass(Duration.ofSeconds(2));
        server.send();

        assertThat(chat.keys()).containsExactly("R-1/start");
        assertThat(server.told).containsExactly("sent R-1/start id-R-1/start 2026-03-02T12:00:05Z");
    }

    @Test
    void aMessageThatTheChatDoesNotHaveIsPostedAgain() {
        chat.failNext(Answer.unsure("time-out"));
        server.queue("R-1", "start");

        server.send();
        time.pass(Duration.ofSeconds(2));
        server.send();

        assertThat(chat.keys()).containsExactly("R-1/start");
        assertThat(server.only("R-1").attempts()).isEqualTo(2);
    }

    @Test
    void aSearchThatOutlivesTheClaimLeavesThePostToWhoHasTheChannelNow() {
        chat.failNext(Answer.unsure("time-out"));
        server.queue("R-1", "start");
        server.send();
        time.pass(Duration.ofSeconds(2));
        var other = new OutboxFixture(database.dataSource(), chat, time);
        chat.duringSearch = () -> {
            time.pass(Duration.ofSeconds(61));
            other.send();
        };

        server.send();

        assertThat(chat.keys()).containsExactly("R-1/start");
        assertThat(server.only("R-1").state()).isEqualTo("sent");
    }

    @Test
    void aMessageThatMayNotBeLookedForIsNotPostedAgain() {
        chat.loseNextAnswer();
        for (int i = 0; i < 5; i++) chat.searchFaults.add(Answer.refused("missing_scope", "Add channels:history."));
        server.queue("R-1", "start");

        server.send();
        for (int i = 0; i < 5; i++) {
            time.pass(Duration.ofMinutes(6));
            server.send();
        }
        assertThat(server.only("R-1").problem()).contains("missing_scope", "Add channels:history.");

        time.pass(Duration.ofMinutes(6));
        server.send();
        assertThat(chat.keys()).containsExactly("R-1/start");
        assertThat(server.only("R-1").state()).isEqualTo("sent");
    }

    @Test
    void aChatThatCannotBeSearchedGetsTheMessageAgainAfterThreeQuestions() {
        chat.loseNextAnswer();
        for (int i = 0; i < 3; i++) chat.searchFaults.add(Answer.unsure("cannot be searched"));
        server.queue("R-1", "start");

        server.send();
        for (int i = 0; i < 2; i++) {
            time.pass(Duration.ofMinutes(6));
            server.send();
            assertThat(chat.keys()).hasSize(1);
        }
        time.pass(Duration.ofMinutes(6));
        server.send();

        assertThat(chat.keys()).containsExactly("R-1/start", "R-1/start");
        assertThat(server.only("R-1").state()).isEqualTo("sent");
    }

    @Test
    void aServerThatIsKilledWhilePostingLeavesOneMessage() {
        chat.dieAfterNext();
        server.queue("R-1", "start");
        assertThatThrownBy(() -> server.send()).isInstanceOf(FakeChat.Killed.class);

        var next = new OutboxFixture(database.dataSource(), chat, time);
        time.pass(Duration.ofSeconds(61));
        next.send();

        assertThat(chat.keys()).containsExactly("R-1/start");
        assertThat(next.told).hasSize(1);
        assertThat(next.only("R-1").state()).isEqualTo("sent");
    }

    @Test
    void anotherServerKeepsAwayFromAChannelThatIsBeingPostedTo() {
        server.queue("R-1", "start");
        var other = new OutboxFixture(database.dataSource(), chat, time);
        var channel = server.claims.due().get(0);
        var claim = server.claims.take(channel).orElseThrow();

        other.sender.drain(channel, () -> false);
        assertThat(other.claims.due()).isEmpty();
        assertThat(chat.posts).isEmpty();

        time.pass(Duration.ofSeconds(61));
        other.send();
        assertThat(chat.keys()).containsExactly("R-1/start");
        assertThat(other.claims.take(channel)).isPresent();
        assertThat(server.claims.renew(claim)).isFalse();
    }

    @Test
    void aRefusedMessageFailsAndTheNextGoesOn() {
        chat.failNext(Answer.refused("channel_not_found", "no such channel"));
        server.queue("R-1", "start");
        server.queue("R-1", "done");

        server.send();

        assertThat(chat.posts)
                .extracting(Messenger.Post::key, Messenger.Post::thread)
                .containsExactly(org.assertj.core.api.Assertions.tuple("R-1/done", null));
        assertThat(server.told.get(0)).startsWith("failed R-1/start").contains("channel_not_found");
        assertThat(server.outbox.of("R-1")).extracting(Messages.Message::state).containsExactly("failed", "sent");
    }

    @Test
    void aChatThatStaysDownFailsTheMessageAfterADay() {
        server.queue("R-1", "start");
        for (int hour = 0; hour < 24; hour++) {
            chat.failNext(Answer.tryLater("maintenance", Duration.ZERO));
            server.send();
            assertThat(server.only("R-1").state()).isEqualTo("queued");
            time.pass(Duration.ofHours(1));
        }
        chat.failNext(Answer.tryLater("maintenance", Duration.ZERO));
        server.send();

        assertThat(server.only("R-1").state()).isEqualTo("failed");
        assertThat(server.told).singleElement().asString().contains("Given up after 24 h");
    }

    @Test
    void whenTheEngineCannotTakeNoteTheMessageIsNotPostedAgain() {
        server.queue("R-1", "start");
        server.journalBroken = true;
        server.send();
        assertThat(server.only("R-1").state()).isEqualTo("queued");
        assertThat(database.jdbc()
                        .sql("select count(*) from fd_lease")
                        .query(Integer.class)
                        .single())
                .isZero();

        time.pass(Duration.ofDays(2));
        server.journalBroken = false;
        server.send();

        assertThat(chat.keys()).containsExactly("R-1/start");
        assertThat(server.only("R-1").state()).isEqualTo("sent");
        assertThat(server.told).hasSize(1);
    }

    @Test
    void aBrokenTargetFileDelaysMessagesAndStopsNobody() {
        chat.targetBroken = true;
        assertThat(server.queue("R-1", "start")).isTrue();
        server.send();
        assertThat(server.only("R-1").problem()).contains("Mend the file.");

        chat.targetBroken = false;
        time.pass(Duration.ofSeconds(2));
        server.send();
        server.send();

        assertThat(chat.posts).extracting(Messenger.Post::channel).containsExactly("#drill-incident");
    }

    @Test
    void anAdapterThatThrowsIsAskedWhetherItPosted() {
        chat.faults.add(post -> {
            chat.posts.add(post);
            throw new IllegalStateException("bug");
        });
        server.queue("R-1", "start");

        server.send();
        time.pass(Duration.ofSeconds(2));
        server.send();

        assertThat(chat.keys()).containsExactly("R-1/start");
        assertThat(server.only("R-1").state()).isEqualTo("sent");
    }

    @Test
    void aValueThatDoesNotFitIsRefusedBeforeAnythingIsQueued() {
        var order = OutboxFixture.order("R-1", "start", "incident");
        var wrong = new Outbox.Order(order.key(), "R-1", "payments", false, false, order.template(), Map.of());

        assertThatThrownBy(() -> server.transactions.execute(status -> server.outbox.queue(wrong)))
                .hasMessageContaining("'reason'");
        assertThat(server.outbox.of("R-1")).isEmpty();
    }
}
