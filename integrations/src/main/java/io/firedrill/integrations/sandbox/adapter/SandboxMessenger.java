package io.firedrill.integrations.sandbox.adapter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.Messenger;
import io.firedrill.integrations.support.HttpCall;
import io.firedrill.integrations.support.HttpCall.Effect;

/** Posts to the sandbox's chat, which stores a key once. */
final class SandboxMessenger implements Messenger {
    private final AdminClient admin;

    record Message(String id, Instant at) {
        Posted asPosted() {
            return new Posted(id, at);
        }
    }

    record Body(
            String key,
            String channel,
            String text,
            @Nullable String thread) {
        static Body of(Post post) {
            return new Body(post.key(), post.channel(), post.text(), post.thread());
        }
    }

    record Found(List<Message> items) {}

    SandboxMessenger(Binding binding) {
        this.admin = new AdminClient(binding, SandboxChatKind.ENDPOINT);
    }

    @Override
    public Health check() {
        return admin.check("/api/health");
    }

    @Override
    public Answer<Posted> post(Post post) {
        return admin.ask(HttpCall.json("POST", admin.at("/api/messages"), Body.of(post), Effect.ONCE), Message.class)
                .map(Message::asPosted);
    }

    @Override
    public Answer<Optional<Posted>> find(Sought sought) {
        var query = "?channel=" + HttpCall.encoded(sought.channel()) + "&key=" + HttpCall.encoded(sought.key());
        return admin.ask(HttpCall.get(admin.at("/api/messages" + query)), Found.class)
                .map(found -> found.items().stream().findFirst().map(Message::asPosted));
    }
}
