package io.firedrill.integrations.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.slack.api.model.Message;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;

import io.firedrill.engine.port.Messenger.Fact;
import io.firedrill.engine.port.Messenger.Update;

/**
 * How a message looks: the mark as header, the text, the mark again at the foot. Blocks get no id of their own, so
 * that Slack gives each version a new one.
 */
final class Layout {
    static final String EVENT = "firedrill_message";
    static final String KEY = "key";

    private static final int HEADER = 150;
    private static final int SECTION = 3000;
    private static final int SECTIONS = 6;
    private static final int LABEL = 200;
    private static final int FIELD = 2000;
    /** Slack's advice for the text that notifications show. */
    private static final int NOTIFICATION = 4000;

    private Layout() {}

    /** @param mark the first line of the message, which says whether this is an exercise */
    record Parts(String mark, String body) {
        static Parts of(String text) {
            int end = text.indexOf('\n');
            var mark = (end < 0 ? text : text.substring(0, end)).strip();
            var body = end < 0 ? "" : text.substring(end).strip();
            if (body.endsWith(mark)) body = body.substring(0, body.length() - mark.length());
            return new Parts(mark, Mrkdwn.of(body));
        }

        /** Begins with the mark, since this alone stands in a notification, and ends with it. */
        String notification() {
            return notification(List.of());
        }

        /** With how the run stands before the text. */
        String notification(List<Fact> facts) {
            var sign = Mrkdwn.escaped(mark);
            var standing = facts.stream().map(Parts::line).collect(Collectors.joining());
            return sign + "\n" + cut(standing + body, NOTIFICATION - 2 * sign.length() - 2) + "\n" + sign;
        }

        List<LayoutBlock> blocks() {
            var blocks = new ArrayList<LayoutBlock>();
            blocks.add(header());
            for (var part : sections(body)) blocks.add(section(part));
            blocks.add(foot(List.of(mrkdwn(Mrkdwn.escaped(mark)))));
            return blocks;
        }

        /** With how the run stands before the text, and its page at the foot. */
        List<LayoutBlock> blocks(Update update) {
            var blocks = new ArrayList<LayoutBlock>();
            blocks.add(header());
            if (!update.facts().isEmpty()) blocks.add(fields(update.facts()));
            for (var part : sections(body)) blocks.add(section(part));
            var page = "<" + Mrkdwn.escaped(update.page().toString()).replace("|", "%7C") + "|Open the run>";
            blocks.add(foot(List.of(mrkdwn(Mrkdwn.escaped(mark)), mrkdwn(page))));
            return blocks;
        }

        private HeaderBlock header() {
            return HeaderBlock.builder().text(plain(cut(mark, HEADER))).build();
        }

        private static ContextBlock foot(List<ContextBlockElement> elements) {
            return ContextBlock.builder().elements(elements).build();
        }

        private static SectionBlock fields(List<Fact> facts) {
            var fields = new ArrayList<TextObject>();
            for (var fact : facts) {
                var label = cut(Mrkdwn.of(fact.label()), LABEL);
                fields.add(mrkdwn(cut("*" + label + "*\n" + Mrkdwn.of(fact.value()), FIELD)));
            }
            return SectionBlock.builder().fields(fields).build();
        }

        private static String line(Fact fact) {
            return Mrkdwn.of(fact.label()) + ": " + Mrkdwn.of(fact.value()) + "\n";
        }
    }

    static Message.Metadata metadata(String key) {
        return Message.Metadata.builder()
                .eventType(EVENT)
                .eventPayload(Map.of(KEY, key))
                .build();
    }

    static SectionBlock section(String text) {
        return SectionBlock.builder().text(mrkdwn(text)).build();
    }

    static MarkdownTextObject mrkdwn(String text) {
        return MarkdownTextObject.builder().text(text).verbatim(true).build();
    }

    private static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    /** Cut between lines where that can be; what does not fit into the last ends with an ellipsis. */
    private static List<String> sections(String text) {
        var parts = new ArrayList<String>();
        var rest = text;
        while (!rest.isEmpty() && parts.size() < SECTIONS) {
            if (rest.length() <= SECTION || parts.size() == SECTIONS - 1) {
                parts.add(cut(rest, SECTION));
                break;
            }
            int line = rest.lastIndexOf('\n', SECTION);
            int end = line > 0 ? line : safe(rest, SECTION);
            parts.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        return parts;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, safe(text, most - 1)) + "…";
    }

    // Not through a link (the only raw '<'), an escaped sign or a character of two halves.
    private static int safe(String text, int end) {
        int link = text.lastIndexOf('<', end - 1);
        if (link > 0 && text.indexOf('>', link) >= end) return link;
        int amp = text.lastIndexOf('&', end - 1);
        if (amp >= 0 && amp > end - 5 && text.indexOf(';', amp) >= end) return amp;
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
