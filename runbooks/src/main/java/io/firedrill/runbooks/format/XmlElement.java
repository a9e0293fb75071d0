package io.firedrill.runbooks.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** An XML element with the line it begins on. Read-only once the document is read. */
public final class XmlElement {
    private final String namespace;
    private final String name;
    private final int line;
    private final List<Attribute> attributes;
    private final @Nullable XmlElement parent;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    XmlElement(String namespace, String name, int line, List<Attribute> attributes, @Nullable XmlElement parent) {
        this.namespace = namespace;
        this.name = name;
        this.line = line;
        this.attributes = List.copyOf(attributes);
        this.parent = parent;
        if (parent != null) parent.children.add(this);
    }

    void append(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    /** Empty when the element is in no namespace. */
    public String namespace() {
        return namespace;
    }

    /** Without prefix. */
    public String name() {
        return name;
    }

    public int line() {
        return line;
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    public @Nullable XmlElement parent() {
        return parent;
    }

    public List<XmlElement> children() {
        return Collections.unmodifiableList(children);
    }

    /** The element's own text, without its children's. */
    public String text() {
        return text.toString();
    }

    public boolean is(String otherNamespace, String otherName) {
        return namespace.equals(otherNamespace) && name.equals(otherName);
    }

    /** Value of an attribute without namespace; null when absent. */
    public @Nullable String attribute(String attribute) {
        return attribute("", attribute);
    }

    public @Nullable String attribute(String attributeNamespace, String attribute) {
        return attributes.stream()
                .filter(a ->
                        a.namespace().equals(attributeNamespace) && a.name().equals(attribute))
                .map(Attribute::value)
                .findFirst()
                .orElse(null);
    }

    public Stream<XmlElement> children(String childNamespace, String childName) {
        return children.stream().filter(child -> child.is(childNamespace, childName));
    }

    /** This element and everything inside it, in document order. */
    public Stream<XmlElement> tree() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::tree));
    }

    /** For error texts. */
    @Override
    public String toString() {
        var id = attribute("id");
        return id == null ? name : name + " '" + id + "'";
    }

    /** One attribute; namespace declarations are none. */
    public record Attribute(String namespace, String name, String value) {}
}
