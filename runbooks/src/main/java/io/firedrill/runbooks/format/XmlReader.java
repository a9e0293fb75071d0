package io.firedrill.runbooks.format;

import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads XML from people we do not trust: no document type, no entities but the five of XML, nothing fetched, limits on
 * size and depth, UTF-8 only.
 */
public final class XmlReader {
    private static final Pattern DECLARATION = Pattern.compile("^<\\?xml\\s+version=[\"']1\\.0[\"']"
            + "(\\s+encoding=[\"'](?<encoding>[A-Za-z0-9._-]+)[\"'])?(\\s+standalone=[\"'](yes|no)[\"'])?\\s*\\?>");

    private XmlReader() {}

    /** The root element, or findings why there is none. */
    public static Optional<XmlElement> read(byte[] bytes, String file, Findings findings) {
        return Text.decode(bytes, file, Limits.MOST_XML_BYTES, findings)
                .filter(text -> utf8(text, file, findings))
                .flatMap(text -> parse(text, file, findings));
    }

    // The engine reads the same bytes later and obeys the declaration; another encoding there would be another text.
    private static boolean utf8(String text, String file, Findings findings) {
        if (!text.startsWith("<?xml") || text.startsWith("<?xml-")) return true;
        var declaration = DECLARATION.matcher(text);
        if (declaration.find()) {
            var encoding = declaration.group("encoding");
            if (encoding == null || encoding.toLowerCase(Locale.ROOT).equals("utf-8")) return true;
        }
        findings.add(
                "RB-XML-DECLARATION",
                file,
                1,
                "The XML declaration names another version or encoding than the file is read with.",
                "Begin with <?xml version=\"1.0\" encoding=\"UTF-8\"?>.");
        return false;
    }

    private static Optional<XmlElement> parse(String text, String file, Findings findings) {
        var tree = new XmlTree();
        try {
            var reader = reader();
            reader.setContentHandler(tree);
            reader.setErrorHandler(tree);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", tree);
            reader.parse(new InputSource(new StringReader(text)));
            return tree.root();
        } catch (XmlTree.Forbidden e) {
            findings.add(e.code(), file, e.line(), e.getMessage(), e.next());
        } catch (SAXParseException e) {
            if (String.valueOf(e.getMessage()).contains("DOCTYPE")) {
                findings.add(
                        "RB-XML-DOCTYPE",
                        file,
                        e.getLineNumber(),
                        "A document type is not allowed: it can pull in other files and blow up the document.",
                        "Remove the DOCTYPE; a diagram needs none.");
            } else {
                broken(findings, file, e.getLineNumber(), e.getMessage());
            }
        } catch (SAXException e) {
            broken(findings, file, 0, e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory cannot fail.", e);
        }
        return Optional.empty();
    }

    private static void broken(Findings findings, String file, int line, @Nullable String why) {
        findings.add(
                "RB-XML",
                file,
                line,
                "This is not well-formed XML: " + why,
                "Open the file in the modeler and save it again, or repair this line.");
    }

    private static XMLReader reader() throws SAXException {
        try {
            var factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java runtime's XML parser cannot be locked down.", e);
        }
    }
}
