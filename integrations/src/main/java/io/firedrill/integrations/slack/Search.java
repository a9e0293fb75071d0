package io.firedrill.integrations.slack;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Messenger.Posted;
import io.firedrill.engine.port.Messenger.Sought;

/** Looks for a message by the key in its metadata, in its thread or in the channel. */
final class Search {
    /** How far Slack's clock and ours may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final SlackCalls calls;
    private final SlackLimits limits;
    private final InstantSource clock;

    private record Page(List<Message> messages, String next) {}

    Search(SlackCalls calls, SlackLimits limits, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
        this.limits = limits;
    }

    /** {@code Unsure} when there is more than can be read through. */
    Answer<Optional<Posted>> find(String channel, Sought sought) {
        var cursor = "";
        var end = clock.instant().plus(limits.whole());
        for (int read = 0; read < limits.pages() && !clock.instant().isAfter(end); read++) {
            var answer = page(channel, sought, cursor);
            // A thread that is gone has no message in it.
            if (answer instanceof Answer.Refused<Page> refused && refused.code().equals("thread_not_found"))
                return Answer.done(Optional.empty());
            if (!(answer instanceof Answer.Done<Page> done)) return answer.map(none -> Optional.empty());
            for (var message : done.value().messages()) {
                if (sought.key().equals(key(message)))
                    return Answer.done(Optional.of(Timestamps.posted(message.getTs())));
            }
            cursor = done.value().next();
            if (cursor.isEmpty()) return Answer.done(Optional.empty());
        }
        return Answer.unsure("There are too many messages since " + sought.since() + " to look through.");
    }

    private Answer<Page> page(String channel, Sought sought, String next) {
        var oldest = Timestamps.of(sought.since().minus(CLOCKS_APART));
        var cursor = next.isEmpty() ? null : next;
        var thread = sought.thread();
        if (thread == null) {
            return calls.read(
                            "conversations.history",
                            client -> client.conversationsHistory(request -> request.channel(channel)
                                    .oldest(oldest)
                                    .includeAllMetadata(true)
                                    .limit(limits.perPage())
                                    .cursor(cursor)))
                    .map(reply -> page(reply.getMessages(), reply.getResponseMetadata()));
        }
        return calls.read(
                        "conversations.replies",
                        client -> client.conversationsReplies(request -> request.channel(channel)
                                .ts(thread)
                                .oldest(oldest)
                                .includeAllMetadata(true)
                                .limit(limits.perPage())
                                .cursor(cursor)))
                .map(reply -> page(reply.getMessages(), reply.getResponseMetadata()));
    }

    private static Page page(@Nullable List<Message> messages, @Nullable ResponseMetadata metadata) {
        return new Page(messages == null ? List.of() : messages, Channels.next(metadata));
    }

    private static @Nullable Object key(Message message) {
        var metadata = message.getMetadata();
        if (metadata == null || !Layout.EVENT.equals(metadata.getEventType())) return null;
        var payload = metadata.getEventPayload();
        return payload == null ? null : payload.get(Layout.KEY);
    }
}
