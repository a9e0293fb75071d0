package io.firedrill.integrations.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import com.slack.api.methods.response.users.UsersConversationsResponse;
import com.slack.api.model.ConversationType;
import com.slack.api.model.ResponseMetadata;
import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;

/**
 * The ids behind channel names, among the channels that the bot is in. Remembered for a while only, since a channel
 * can be renamed and another take its name. Thread-safe.
 */
final class Channels {
    private static final Pattern ID = Pattern.compile("[CG][A-Z0-9]{8,}");
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final SlackCalls calls;
    private final SlackLimits limits;
    private final InstantSource clock;
    private Map<String, String> ids = Map.of();
    private Instant goodUntil = Instant.MIN;

    Channels(SlackCalls calls, SlackLimits limits, InstantSource clock) {
        this.calls = calls;
        this.limits = limits;
        this.clock = clock;
    }

    /** @param channel an id, or a name with or without {@code #} */
    Answer<String> id(String channel) {
        if (ID.matcher(channel).matches()) return Answer.done(channel);
        var name = (channel.startsWith("#") ? channel.substring(1) : channel).toLowerCase(Locale.ROOT);
        var known = remembered().get(name);
        if (known != null) return Answer.done(known);
        var all = read();
        if (!(all instanceof Answer.Done<Map<String, String>> done)) return all.map(none -> "");
        var found = done.value().get(name);
        return found != null
                ? Answer.done(found)
                : Answer.refused(
                        "channel_not_found",
                        "The bot is in no channel named '" + name + "'. Invite it there, or correct the name.");
    }

    /** A name may lead elsewhere by now. */
    synchronized void forget() {
        goodUntil = Instant.MIN;
    }

    private synchronized Map<String, String> remembered() {
        return clock.instant().isBefore(goodUntil) ? ids : Map.of();
    }

    private synchronized void remember(Map<String, String> all) {
        ids = all;
        goodUntil = clock.instant().plus(REMEMBERED);
    }

    private Answer<Map<String, String>> read() {
        var all = new HashMap<String, String>();
        var cursor = "";
        var end = clock.instant().plus(limits.whole());
        for (int page = 0; page < limits.pages(); page++) {
            if (clock.instant().isAfter(end))
                return Answer.tryLater("Slack lists its channels too slowly.", Duration.ofSeconds(5));
            var answer = page(cursor);
            if (!(answer instanceof Answer.Done<UsersConversationsResponse> done)) return answer.map(none -> Map.of());
            for (var channel : done.value().getChannels()) {
                if (channel.getName() != null) all.put(channel.getName().toLowerCase(Locale.ROOT), channel.getId());
            }
            cursor = next(done.value().getResponseMetadata());
            if (cursor.isEmpty()) {
                var complete = Map.copyOf(all);
                remember(complete);
                return Answer.done(complete);
            }
        }
        return Answer.refused(
                "too-many-channels", "The bot is in too many channels to find one by name. Write the channel's id.");
    }

    private Answer<UsersConversationsResponse> page(String cursor) {
        return calls.read(
                "users.conversations",
                client -> client.usersConversations(request -> request.types(
                                List.of(ConversationType.PUBLIC_CHANNEL, ConversationType.PRIVATE_CHANNEL))
                        .excludeArchived(false)
                        .limit(limits.perPage())
                        .cursor(cursor.isEmpty() ? null : cursor)));
    }

    /** Where the list goes on; empty at its end. */
    static String next(@Nullable ResponseMetadata metadata) {
        var cursor = metadata == null ? null : metadata.getNextCursor();
        return cursor == null ? "" : cursor;
    }
}
