package io.firedrill.integrations.sandbox.chat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.integrations.sandbox.net.EffectBook;
import io.firedrill.integrations.sandbox.net.Refusal;

/** What was posted, by channel, the newest up to a limit in each. Thread-safe. */
final class Messages {
    private static final int KEPT = 2_000;

    private final InstantSource clock;
    private final Map<String, List<Message>> byChannel = new LinkedHashMap<>();
    private final EffectBook effects = new EffectBook(KEPT * 10);
    private long number;

    /** @param thread id of the message that it answers */
    record Message(
            String id,
            String key,
            String channel,
            String text,
            @Nullable String thread,
            Instant at) {}

    record Channel(String name, int messages) {}

    Messages(Collection<String> channels, InstantSource clock) {
        this.clock = clock;
        for (var channel : channels) byChannel.put(channel, new ArrayList<>());
    }

    /** The message, or the one posted before with this key. */
    synchronized Message post(SandboxChat.Post post) {
        var channel = channel(post.channel());
        effects.asked(post.key());
        var before = find(post.channel(), post.key());
        if (before != null) return before;
        var thread = post.thread();
        if (thread != null && channel.stream().noneMatch(message -> message.id().equals(thread)))
            throw new Refusal(422, "thread", "There is no message '" + thread + "' in " + post.channel() + ".");
        var message = new Message("m-" + ++number, post.key(), post.channel(), post.text(), thread, clock.instant());
        channel.add(message);
        if (channel.size() > KEPT) channel.remove(0);
        effects.carriedOut(post.key());
        return message;
    }

    synchronized @Nullable Message find(String channel, String key) {
        for (var message : channel(channel)) if (message.key().equals(key)) return message;
        return null;
    }

    synchronized List<Message> in(String channel) {
        return List.copyOf(channel(channel));
    }

    synchronized List<Channel> channels() {
        return byChannel.entrySet().stream()
                .map(entry -> new Channel(entry.getKey(), entry.getValue().size()))
                .toList();
    }

    EffectBook effects() {
        return effects;
    }

    synchronized void clear() {
        byChannel.values().forEach(List::clear);
        effects.clear();
    }

    private List<Message> channel(String name) {
        var channel = byChannel.get(name);
        if (channel == null) throw new Refusal(404, "channel", "There is no channel " + name + ".");
        return channel;
    }
}
