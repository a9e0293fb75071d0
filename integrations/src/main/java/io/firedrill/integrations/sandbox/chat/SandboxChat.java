package io.firedrill.integrations.sandbox.chat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.integrations.sandbox.fault.Faults;
import io.firedrill.integrations.sandbox.net.AdminCredential;
import io.firedrill.integrations.sandbox.net.LoopbackServer;
import io.firedrill.integrations.sandbox.net.Refusal;
import io.firedrill.integrations.sandbox.net.Reply;
import io.firedrill.integrations.sandbox.net.Request;
import io.firedrill.integrations.sandbox.net.Router;

/** A chat with fixed channels. Posting needs the credential; reading is open to this machine. */
public final class SandboxChat implements AutoCloseable {
    private final Messages messages;
    private final Faults faults;
    private final LoopbackServer server;

    record Post(
            String key,
            String channel,
            String text,
            @Nullable String thread) {}

    public SandboxChat(
            int port,
            Collection<String> channels,
            AdminCredential admin,
            Faults faults,
            InstantSource clock,
            Path work) {
        this.messages = new Messages(channels, clock);
        this.faults = faults;
        var routes = new Router(admin)
                .on("GET", "/api/health", request -> Reply.ok(Map.of("channels", channels.size())))
                .on("POST", "/api/messages", request -> faults.around("chat.post", () -> post(request)))
                .on("GET", "/api/messages", request -> faults.around("chat.find", () -> find(request)))
                .on(
                        "GET",
                        "/api/effects",
                        request -> Reply.ok(messages.effects().of(request.required("key"))))
                .open("GET", "/api/channels", request -> Reply.ok(Map.of("items", messages.channels())))
                .open(
                        "GET",
                        "/api/channels/{name}/messages",
                        request -> Reply.ok(Map.of("items", messages.in("#" + request.variable("name")))))
                .open("GET", "/", request -> Reply.html(ChatPage.of(messages)));
        this.server = new LoopbackServer("chat", port, work.resolve("chat"), null, routes);
    }

    public SandboxChat start() {
        server.start();
        faults.onChange(this::followFaults);
        followFaults();
        return this;
    }

    public String endpoint() {
        return server.endpoint();
    }

    public void reset() {
        messages.clear();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply post(Request request) {
        var post = request.body(Post.class);
        if (post.key().isBlank() || post.text().isBlank())
            throw new Refusal(422, "text", "A message needs a key and a text.");
        return Reply.ok(messages.post(post));
    }

    private Reply find(Request request) {
        var found = messages.find(request.required("channel"), request.required("key"));
        return Reply.ok(Map.of("items", found == null ? List.of() : List.of(found)));
    }

    private void followFaults() {
        if (faults.on("chat.down")) server.suspend();
        else server.resume();
    }
}
