package io.firedrill.integrations.slack;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.Messenger;

/** Posts to one workspace as the app's bot. */
final class SlackMessenger implements Messenger {
    private static final String POST = "chat.postMessage";
    private static final String UPDATE = "chat.update";
    /** Slack allows about one message a second in a channel. */
    private static final Duration SPACING = Duration.ofSeconds(1);

    private final SlackCalls calls;
    private final Channels channels;
    private final Search search;
    private final SlackHealth health;

    SlackMessenger(SlackCalls calls, SlackLimits limits, InstantSource clock) {
        this.calls = calls;
        this.channels = new Channels(calls, limits, clock);
        this.search = new Search(calls, limits, clock);
        this.health = new SlackHealth(calls);
    }

    @Override
    public Health check() {
        return health.check();
    }

    @Override
    public Duration spacing() {
        return SPACING;
    }

    @Override
    public Answer<Posted> post(Post post) {
        var channel = channels.id(post.channel());
        if (!(channel instanceof Answer.Done<String> id)) return channel.map(none -> unreachable());
        var request = request(post, id.value());
        var answer = calls.change(POST, client -> client.chatPostMessage(request))
                .map(reply -> Timestamps.posted(reply.getTs()));
        if (answer instanceof Answer.Refused<Posted> refused && refused.code().equals("channel_not_found"))
            channels.forget();
        return answer;
    }

    @Override
    public boolean updates() {
        return true;
    }

    @Override
    public Answer<Posted> update(Update update) {
        var channel = channels.id(update.channel());
        if (!(channel instanceof Answer.Done<String> id)) return channel.map(none -> unreachable());
        var parts = Layout.Parts.of(update.text());
        var request = ChatUpdateRequest.builder()
                .channel(id.value())
                .ts(update.id())
                .text(parts.notification(update.facts()))
                .blocks(parts.blocks(update))
                .metadata(Layout.metadata(update.key()))
                .linkNames(false)
                .build();
        return calls.change(UPDATE, client -> client.chatUpdate(request))
                .map(reply -> Timestamps.posted(reply.getTs()));
    }

    @Override
    public Answer<Optional<Posted>> find(Sought sought) {
        var channel = channels.id(sought.channel());
        if (!(channel instanceof Answer.Done<String> id)) return channel.map(none -> Optional.empty());
        return search.find(id.value(), sought);
    }

    private static ChatPostMessageRequest request(Post post, String channel) {
        var parts = Layout.Parts.of(post.text());
        var request = ChatPostMessageRequest.builder()
                .channel(channel)
                .username(name(post.real()))
                .text(parts.notification())
                .blocks(parts.blocks())
                .metadata(Layout.metadata(post.key()))
                .linkNames(false)
                .unfurlLinks(false)
                .unfurlMedia(false);
        var thread = post.thread();
        if (thread != null) request.threadTs(thread).replyBroadcast(post.announced());
        return request.build();
    }

    private static String name(boolean real) {
        return real ? "Firedrill" : "Firedrill DRILL";
    }

    private static Posted unreachable() {
        throw new IllegalStateException("Only a channel that was found has a message.");
    }
}
