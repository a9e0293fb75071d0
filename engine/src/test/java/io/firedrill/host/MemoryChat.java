package io.firedrill.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.firedrill.engine.port.Answer;
import io.firedrill.engine.port.Binding;
import io.firedrill.engine.port.Health;
import io.firedrill.engine.port.Messenger;
import io.firedrill.engine.port.SystemKind;
import io.firedrill.engine.port.TargetSource;

/** An adapter as the engine finds it: a kind of chat and a target that has one. */
@Configuration(proxyBeanMethods = false)
class MemoryChat implements Messenger {
    final List<Post> posts = new CopyOnWriteArrayList<>();

    @Bean
    TargetSource practice() {
        return () -> List.of("""
                name: practice
                title: Practice
                service: practice
                systems:
                  chat: {kind: memory-chat, drill: {}}
                channels:
                  incident: {drill: "#practice"}
                """);
    }

    @Bean
    SystemKind<Messenger> kind() {
        var chat = this;
        return new SystemKind<>() {
            @Override
            public String name() {
                return "memory-chat";
            }

            @Override
            public Class<Messenger> port() {
                return Messenger.class;
            }

            @Override
            public Set<String> settings() {
                return Set.of();
            }

            @Override
            public Set<String> required() {
                return Set.of();
            }

            @Override
            public Set<String> secrets() {
                return Set.of();
            }

            @Override
            public Messenger connect(Binding binding) {
                return chat;
            }
        };
    }

    @Override
    public Health check() {
        return Health.good("in memory");
    }

    @Override
    public Answer<Posted> post(Post post) {
        posts.add(post);
        return Answer.done(new Posted("id-" + post.key(), Instant.parse("2026-03-02T12:00:00Z")));
    }

    @Override
    public Answer<Optional<Posted>> find(String channel, String key) {
        return Answer.done(Optional.empty());
    }
}
