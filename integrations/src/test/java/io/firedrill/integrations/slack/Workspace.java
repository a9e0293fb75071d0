package io.firedrill.integrations.slack;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

import io.firedrill.integrations.support.Json;

/** Channels and messages behind {@link FakeSlack}, with the limits that Slack documents. */
final class Workspace {
    private static final Map<String, Object> TOO_FAST = Map.of("ok", false, "error", "ratelimited");

    private final InstantSource clock;
    private final Map<String, Channel> channels = new TreeMap<>();
    private final Map<String, Long> lastPost = new HashMap<>();
    private long lastTs;
    /** Whether a second message in a channel within a second is turned away. */
    boolean onePerSecond;
    /** How many were. */
    int turnedAway;

    /** Most entries on one page, whatever the caller asks for. */
    int perPage = 1000;

    static final class Channel {
        final String name;
        boolean archived;
        boolean botInside = true;
        final List<Map<String, Object>> messages = new ArrayList<>();

        Channel(String name) {
            this.name = name;
        }
    }

    Workspace(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Channel channel(String id, String name) {
        return channels.computeIfAbsent(id, none -> new Channel(name));
    }

    synchronized List<Map<String, Object>> messages(String id) {
        var channel = channels.get(id);
        return channel == null ? List.of() : List.copyOf(channel.messages);
    }

    boolean rateLimited(Map<String, Object> reply) {
        return reply == TOO_FAST;
    }

    synchronized Map<String, Object> answer(String method, Map<String, String> form) {
        return switch (method) {
            case "auth.test" ->
                Map.of("ok", true, "team", "Acme", "user", "firedrill", "bot_id", "B00000001", "user_id", "U1");
            case "users.conversations" -> conversations(form);
            case "chat.postMessage" -> post(form);
            case "chat.update" -> update(form);
            case "conversations.history" -> history(form);
            case "conversations.replies" -> replies(form);
            default -> FakeSlack.error("unknown_method");
        };
    }

    private Map<String, Object> conversations(Map<String, String> form) {
        var inside = new ArrayList<Map<String, Object>>();
        channels.forEach((id, channel) -> {
            if (channel.botInside) inside.add(Map.of("id", id, "name", channel.name));
        });
        return page("channels", inside, form);
    }

    private Map<String, Object> post(Map<String, String> form) {
        var channel = channels.get(form.get("channel"));
        var problem = problem(channel, form);
        if (problem != null) return FakeSlack.error(problem);
        long now = clock.instant().toEpochMilli();
        var last = lastPost.get(form.get("channel"));
        if (onePerSecond && last != null && now - last < 1000) {
            turnedAway++;
            return TOO_FAST;
        }
        lastPost.put(form.get("channel"), now);
        lastTs = Math.max(lastTs + 1, now * 1000);
        var ts = "%d.%06d".formatted(lastTs / 1_000_000, lastTs % 1_000_000);
        var message = new LinkedHashMap<String, Object>();
        message.put("type", "message");
        message.put("ts", ts);
        var thread = form.get("thread_ts");
        if (thread != null) message.put("thread_ts", thread);
        if ("1".equals(form.get("reply_broadcast")) || "true".equals(form.get("reply_broadcast")))
            message.put("subtype", "thread_broadcast");
        store(message, form);
        channel.messages.add(message);
        return Map.of("ok", true, "channel", form.get("channel"), "ts", ts, "message", message);
    }

    private Map<String, Object> update(Map<String, String> form) {
        var channel = channels.get(form.get("channel"));
        var problem = problem(channel, form);
        if (problem != null) return FakeSlack.error(problem);
        for (var message : channel.messages) {
            if (!message.get("ts").equals(form.get("ts"))) continue;
            store(message, form);
            return Map.of("ok", true, "channel", form.get("channel"), "ts", form.get("ts"), "text", form.get("text"));
        }
        return FakeSlack.error("message_not_found");
    }

    private static void store(Map<String, Object> message, Map<String, String> form) {
        message.put("text", form.get("text"));
        message.put("blocks", tree(form.get("blocks")));
        if (form.containsKey("username")) message.put("username", form.get("username"));
        if (form.containsKey("metadata")) message.put("metadata", tree(form.get("metadata")));
    }

    private static String problem(Channel channel, Map<String, String> form) {
        if (channel == null) return "channel_not_found";
        if (channel.archived) return "is_archived";
        if (!channel.botInside) return "not_in_channel";
        if (form.get("text").length() > 40_000) return "msg_too_long";
        var blocks = tree(form.get("blocks"));
        if (blocks.size() > 50) return "invalid_blocks";
        for (var block : blocks) {
            var type = block.get("type").stringValue();
            var length = block.has("text")
                    ? block.get("text").get("text").stringValue().length()
                    : 1;
            if (length == 0 || length > (type.equals("header") ? 150 : 3000)) return "invalid_blocks";
        }
        return null;
    }

    private Map<String, Object> history(Map<String, String> form) {
        var channel = channels.get(form.get("channel"));
        if (channel == null) return FakeSlack.error("channel_not_found");
        if (!channel.botInside) return FakeSlack.error("not_in_channel");
        var found = new ArrayList<Map<String, Object>>();
        for (var message : channel.messages) {
            var inThread = message.containsKey("thread_ts") && !message.containsKey("subtype");
            if (!inThread && after(message, form.get("oldest"))) found.add(0, shown(message, form));
        }
        return page("messages", found, form);
    }

    private Map<String, Object> replies(Map<String, String> form) {
        var channel = channels.get(form.get("channel"));
        if (channel == null) return FakeSlack.error("channel_not_found");
        if (!channel.botInside) return FakeSlack.error("not_in_channel");
        var found = new ArrayList<Map<String, Object>>();
        for (var message : channel.messages) {
            var parent = message.get("ts").equals(form.get("ts"));
            var answer = form.get("ts").equals(message.get("thread_ts")) && after(message, form.get("oldest"));
            if (parent || answer) found.add(shown(message, form));
        }
        return found.isEmpty() ? FakeSlack.error("thread_not_found") : page("messages", found, form);
    }

    private static boolean after(Map<String, Object> message, String oldest) {
        return oldest == null || Double.parseDouble((String) message.get("ts")) > Double.parseDouble(oldest);
    }

    private static Map<String, Object> shown(Map<String, Object> message, Map<String, String> form) {
        var asked = form.getOrDefault("include_all_metadata", "0");
        if (asked.equals("1") || asked.equals("true")) return message;
        var bare = new LinkedHashMap<>(message);
        bare.remove("metadata");
        return bare;
    }

    private Map<String, Object> page(String field, List<Map<String, Object>> all, Map<String, String> form) {
        int from =
                form.containsKey("cursor") ? Integer.parseInt(form.get("cursor").substring(5)) : 0;
        int size = Math.min(perPage, Integer.parseInt(form.getOrDefault("limit", "100")));
        int to = Math.min(all.size(), from + size);
        var next = to < all.size() ? "next:" + to : "";
        return Map.of(
                "ok",
                true,
                field,
                all.subList(Math.min(from, to), to),
                "has_more",
                !next.isEmpty(),
                "response_metadata",
                Map.of("next_cursor", next));
    }

    private static JsonNode tree(String json) {
        return Json.tree(json.getBytes(StandardCharsets.UTF_8));
    }
}
