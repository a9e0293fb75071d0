package io.firedrill.integrations.sandbox.chat;

/** The chat as one plain page. */
final class ChatPage {
    private ChatPage() {}

    static String of(Messages messages) {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<title>Sandbox chat</title><h1>Sandbox chat</h1>");
        for (var channel : messages.channels()) {
            page.append("<h2>").append(escaped(channel.name())).append("</h2><ol>");
            for (var message : messages.in(channel.name())) {
                page.append("<li><time>").append(message.at()).append("</time><pre>");
                page.append(escaped(message.text())).append("</pre></li>");
            }
            page.append("</ol>");
        }
        return page.append("</html>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
