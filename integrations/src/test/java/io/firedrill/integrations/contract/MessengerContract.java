package io.firedrill.integrations.contract;

import static io.firedrill.integrations.contract.Answers.done;
import static io.firedrill.integrations.contract.Answers.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.Messenger.Post;
import io.firedrill.engine.port.Messenger.Sought;

/** What the engine relies on in any chat. */
public abstract class MessengerContract {
    private static final String MARK = "EXERCISE EXERCISE EXERCISE";

    protected abstract Messenger messenger();

    /** A messenger of the same kind that cannot be reached. */
    protected abstract Messenger unreachable();

    protected abstract String channel();

    @Test
    void isHealthyWhenItAnswersAndIllWhenItDoesNot() {
        assertThat(messenger().check().healthy()).isTrue();
        assertThat(unreachable().check().healthy()).isFalse();
    }

    @Test
    void postsAndTellsIdAndTime() {
        var posted = done(messenger().post(post(key(), null)));

        assertThat(posted.id()).isNotBlank();
        assertThat(posted.at())
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void findsWhatWasPostedByItsKey() {
        var key = key();
        var posted = done(messenger().post(post(key, null)));
        var found = messenger().find(sought(key, null));
        if (found instanceof Answer.Unsure) return;

        assertThat(done(found)).contains(posted);
        assertThat(done(messenger().find(sought(key(), null)))).isEmpty();
    }

    @Test
    void answersInAThread() {
        var first = done(messenger().post(post(key(), null)));

        assertThat(done(messenger().post(post(key(), first.id()))).id()).isNotEqualTo(first.id());
    }

    @Test
    void findsAnAnswerInItsThread() {
        var first = done(messenger().post(post(key(), null)));
        var key = key();
        var posted = done(messenger().post(post(key, first.id())));
        var found = messenger().find(sought(key, first.id()));
        if (found instanceof Answer.Unsure) return;

        assertThat(done(found)).contains(posted);
    }

    @Test
    void refusesAChannelThatDoesNotExist() {
        assertThat(refused(messenger().post(new Post(key(), "#nowhere", "hello", null, false, false))))
                .isNotBlank();
    }

    @Test
    void triesLaterWhenItCannotBeReached() {
        assertThat(unreachable().post(post(key(), null))).isInstanceOf(Answer.TryLater.class);
    }

    private Post post(String key, String thread) {
        return new Post(key, channel(), MARK + "\n\nA message of a **test**.\n\n" + MARK, thread, false, false);
    }

    private Sought sought(String key, String thread) {
        return new Sought(key, channel(), thread, Instant.now().minusSeconds(60));
    }

    private static String key() {
        return "contract-" + UUID.randomUUID();
    }
}
