package io.firedrill.runbooks.format;

import java.util.ArrayList;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/** Builds the element tree from parser events and keeps the line each element begins on. */
final class XmlTree extends DefaultHandler2 {
    private @Nullable Locator locator;
    private @Nullable XmlElement root;
    private @Nullable XmlElement current;
    private int depth;
    private int lineBefore = 1;

    Optional<XmlElement> root() {
        return Optional.ofNullable(root);
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
        locator = documentLocator;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes raw) throws SAXException {
        if (++depth > Limits.MOST_XML_DEPTH) {
            throw new Forbidden(
                    "RB-XML-DEPTH",
                    line(),
                    "Elements are nested more than " + Limits.MOST_XML_DEPTH + " deep.",
                    "Draw the runbook flat; sub-processes need only a few levels.");
        }
        var attributes = new ArrayList<XmlElement.Attribute>();
        for (int i = 0; i < raw.getLength(); i++) {
            attributes.add(new XmlElement.Attribute(raw.getURI(i), raw.getLocalName(i), raw.getValue(i)));
        }
        // The parser stands behind the tag; its beginning is where the event before it ended. Before the root there is
        // none.
        int begin = current == null ? line() : lineBefore;
        current = new XmlElement(uri, localName, begin, attributes, current);
        if (root == null) root = current;
        passed();
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        depth--;
        if (current != null) current = current.parent();
        passed();
    }

    @Override
    public void characters(char[] text, int start, int length) {
        if (current != null) current.append(text, start, length);
        passed();
    }

    @Override
    public void comment(char[] text, int start, int length) {
        passed();
    }

    @Override
    public void processingInstruction(String target, String data) throws SAXException {
        throw new Forbidden(
                "RB-XML-INSTRUCTION",
                line(),
                "A processing instruction ('" + target + "') is not allowed: programs that read the file may obey it.",
                "Remove it.");
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    private void passed() {
        lineBefore = line();
    }

    private int line() {
        return locator == null ? 1 : locator.getLineNumber();
    }

    /** Well-formed, but not allowed. */
    static final class Forbidden extends SAXException {
        private final String code;
        private final int line;
        private final String what;
        private final String next;

        Forbidden(String code, int line, String message, String next) {
            super(message);
            this.code = code;
            this.line = line;
            this.what = message;
            this.next = next;
        }

        @Override
        public String getMessage() {
            return what;
        }

        String code() {
            return code;
        }

        int line() {
            return line;
        }

        String next() {
            return next;
        }
    }
}
