package io.firedrill.integrations.slack;

import java.util.ArrayDeque;
import java.util.Deque;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** Turns Markdown into Slack's own markup. What Slack would read as a command or a mention becomes plain text. */
final class Mrkdwn {
    private static final Parser PARSER = Parser.builder().build();

    private Mrkdwn() {}

    static String of(String markdown) {
        var writer = new Writer();
        PARSER.parse(markdown).accept(writer);
        return writer.out.toString().strip();
    }

    /** The three signs by which Slack tells markup from text. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static final class Writer extends AbstractVisitor {
        final StringBuilder out = new StringBuilder();
        private final Deque<String> indents = new ArrayDeque<>();
        private final Deque<Integer> numbers = new ArrayDeque<>();

        @Override
        public void visit(Text text) {
            // Slack has no way to escape its own signs; these look alike and format nothing.
            var literal = text.getLiteral().replace('*', '∗').replace('~', '∼').replace('`', '\'');
            out.append(escaped(literal));
        }

        @Override
        public void visit(StrongEmphasis strong) {
            around("*", () -> visitChildren(strong));
        }

        @Override
        public void visit(Emphasis emphasis) {
            around("_", () -> visitChildren(emphasis));
        }

        @Override
        public void visit(Code code) {
            around("`", () -> out.append(escaped(code.getLiteral())));
        }

        @Override
        public void visit(FencedCodeBlock block) {
            code(block.getLiteral());
        }

        @Override
        public void visit(IndentedCodeBlock block) {
            code(block.getLiteral());
        }

        @Override
        public void visit(Link link) {
            var address = link.getDestination();
            if (!address.startsWith("https://") && !address.startsWith("http://")) {
                visitChildren(link);
                return;
            }
            out.append('<').append(escaped(address).replace("|", "%7C")).append('|');
            visitChildren(link);
            out.append('>');
        }

        @Override
        public void visit(Image image) {
            visitChildren(image);
        }

        @Override
        public void visit(HtmlInline html) {
            out.append(escaped(html.getLiteral()));
        }

        @Override
        public void visit(HtmlBlock html) {
            out.append(escaped(html.getLiteral()));
            paragraph();
        }

        @Override
        public void visit(Heading heading) {
            around("*", () -> visitChildren(heading));
            paragraph();
        }

        @Override
        public void visit(Paragraph paragraph) {
            visitChildren(paragraph);
            if (indents.isEmpty()) paragraph();
            else line();
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            line();
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            line();
        }

        @Override
        public void visit(ThematicBreak rule) {
            out.append("———");
            paragraph();
        }

        @Override
        public void visit(BulletList list) {
            list(0, () -> visitChildren(list));
        }

        @Override
        public void visit(OrderedList list) {
            var first = list.getMarkerStartNumber();
            list(first == null ? 1 : first, () -> visitChildren(list));
        }

        @Override
        public void visit(ListItem item) {
            int number = numbers.pop();
            out.append(String.join("", indents)).append(number == 0 ? "• " : number + ". ");
            numbers.push(number == 0 ? 0 : number + 1);
            visitChildren(item);
        }

        @Override
        public void visit(BlockQuote quote) {
            int start = out.length();
            visitChildren(quote);
            var quoted = out.substring(start).strip();
            out.setLength(start);
            quoted.lines().forEach(line -> out.append("> ").append(line).append('\n'));
            paragraph();
        }

        /** @param first number of the first entry; 0 for bullets */
        private void list(int first, Runnable entries) {
            numbers.push(first);
            indents.push(indents.isEmpty() ? "" : "    ");
            entries.run();
            indents.pop();
            numbers.pop();
            if (indents.isEmpty()) paragraph();
        }

        private void code(String literal) {
            out.append("```\n").append(escaped(literal.stripTrailing())).append("\n```");
            paragraph();
        }

        private void around(String sign, Runnable inside) {
            out.append(sign);
            inside.run();
            out.append(sign);
        }

        private void line() {
            out.append('\n');
        }

        private void paragraph() {
            while (out.length() > 0 && out.charAt(out.length() - 1) == '\n') out.setLength(out.length() - 1);
            out.append("\n\n");
        }
    }
}
