package io.firedrill.integrations.slack;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Answer;

/** What {@code ok: false} means and what a person does about it. */
final class SlackErrors {
    static final Duration UNTOLD_PAUSE = Duration.ofSeconds(30);

    private static final String REINSTALL = " under OAuth & Permissions, reinstall the app and store the new token.";
    private static final String NEW_TOKEN = "Install the app again and store the new bot token.";
    private static final String INVITE = "Invite the bot: type /invite @ and its name in that channel.";

    private static final Set<String> LATER =
            Set.of("ratelimited", "rate_limited", "team_added_to_org", "request_timeout", "message_limit_exceeded");
    private static final Set<String> MAY_HAVE_HAPPENED = Set.of("internal_error", "fatal_error", "service_unavailable");

    private static final Map<String, String> WHAT_TO_DO = Map.ofEntries(
            Map.entry("invalid_auth", "Slack does not accept the bot token. " + NEW_TOKEN),
            Map.entry("not_authed", "Slack got no bot token. Check the secret 'bot-token'."),
            Map.entry("token_revoked", "The bot token was revoked. " + NEW_TOKEN),
            Map.entry("token_expired", "The bot token has expired. " + NEW_TOKEN),
            Map.entry("account_inactive", "The app was removed or its workspace closed. " + NEW_TOKEN),
            Map.entry("access_denied", "Slack denies the app access. Ask a workspace admin to allow it."),
            Map.entry("org_login_required", "The workspace is being moved. Try when the move is over."),
            Map.entry("ekm_access_denied", "A workspace admin has suspended posting. Ask that admin."),
            Map.entry("enterprise_is_restricted", "The app may not be used in this organisation. Ask its admin."),
            Map.entry(
                    "channel_not_found", "There is no such channel, or it is private and the bot not in it. " + INVITE),
            Map.entry("not_in_channel", "The bot is not in the channel. " + INVITE),
            Map.entry("is_archived", "The channel is archived. Unarchive it or name another in the target's file."),
            Map.entry(
                    "restricted_action", "The channel's posting rules shut the bot out. Ask an admin to let it post."),
            Map.entry("restricted_action_read_only_channel", "Only some may post there. Ask an admin to let it post."),
            Map.entry("restricted_action_thread_only_channel", "Only answers are allowed there. Use another channel."),
            Map.entry("restricted_action_non_threadable_channel", "Threads are off there. Use another channel."),
            Map.entry(
                    "restricted_action_thread_locked", "The thread is locked. Unlock it, or tell readers another way."),
            Map.entry("thread_not_found", "The run's first message is gone. Tell its readers another way."),
            Map.entry("cannot_reply_to_message", "The run's first message takes no answers. Tell readers another way."),
            Map.entry("message_not_found", "The message is gone from the channel."),
            Map.entry("cant_update_message", "Another app wrote the message. Use the token of the app that posted it."),
            Map.entry("edit_window_closed", "The workspace's settings do not let it be changed any more."),
            Map.entry("msg_too_long", "The text is too long for Slack. Shorten the template."),
            Map.entry("msg_blocks_too_long", "The text is too long for Slack. Shorten the template."),
            Map.entry("no_text", "The text is empty. Correct the template."),
            Map.entry("invalid_blocks", "Slack cannot lay the text out. Simplify the template's formatting."),
            Map.entry("metadata_too_large", "The message's key is too long for Slack."),
            Map.entry("metadata_must_be_sent_from_app", "The token is no app's bot token. " + NEW_TOKEN),
            Map.entry("invalid_cursor", "Slack lost its place in the list."));

    private SlackErrors() {}

    /** @param effect whether the call would have changed something */
    static <T> Answer<T> refusal(
            String method, @Nullable String error, @Nullable String needed, boolean effect, Duration after) {
        var code = error == null || error.isBlank() ? "unknown_error" : error;
        if (LATER.contains(code)) return Answer.tryLater("Slack is busy: " + code + ".", after);
        if (MAY_HAVE_HAPPENED.contains(code)) return broken(method, code, effect);
        if (code.equals("missing_scope")) {
            var scope = needed == null || needed.isBlank() ? "a scope for " + method : "the scope " + needed;
            return Answer.refused(code, "The app lacks " + scope + ". Add it" + REINSTALL);
        }
        var known = WHAT_TO_DO.get(code);
        return Answer.refused(code, known != null ? known : "Slack's page on " + method + " says what it means.");
    }

    static <T> Answer<T> broken(String method, String what, boolean effect) {
        return effect
                ? Answer.unsure("Slack answered " + what + " to " + method + "; it may have happened.")
                : Answer.tryLater("Slack answered " + what + " to " + method + ".", Duration.ofSeconds(1));
    }
}
