package io.firedrill.runbooks.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.firedrill.runbooks.model.Finding;

class XmlReaderTests {
    private final Findings findings = new Findings();

    @Test
    void keepsTheLineEachElementBeginsOn() {
        var root = XmlReader.read(
                        bytes(
                                "<?xml version=\"1.0\"?>\n<!-- one\n two -->\n<a\n  x='1'\n>\n  <b/><c>\n</c>\n  <d/></a>"),
                        "f",
                        findings)
                .orElseThrow();

        assertThat(root.children().stream().map(XmlElement::line)).containsExactly(7, 7, 9);
    }

    @Test
    void refusesExternalEntities(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "s3cret");

        read("<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>\n<a>&x;</a>");

        assertThat(only().code()).isEqualTo("RB-XML-DOCTYPE");
        assertThat(only().message()).doesNotContain("s3cret");
    }

    @Test
    void refusesBillionLaughsAtOnce() {
        var laughs = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        laughs.append("]>\n<l>&l39;</l>");

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(laughs.toString()));

        assertThat(only().code()).isEqualTo("RB-XML-DOCTYPE");
    }

    @Test
    void refusesAParameterEntityThatFetches() {
        read("<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/evil.dtd'>\n<a/>");

        assertThat(only().code()).isEqualTo("RB-XML-DOCTYPE");
        assertThat(only().line()).isEqualTo(2);
    }

    @Test
    void refusesEntitiesThatAreNotDeclared() {
        read("<a>\n&x;</a>");

        assertThat(only().code()).isEqualTo("RB-XML");
        assertThat(only().line()).isEqualTo(2);
    }

    @Test
    void refusesProcessingInstructions() {
        read("<?xml-stylesheet href='http://127.0.0.1/x.xsl'?><a/>");

        assertThat(only().code()).isEqualTo("RB-XML-INSTRUCTION");
    }

    @Test
    void refusesDeepNesting() {
        read("<a>".repeat(50_000) + "</a>".repeat(50_000));

        assertThat(only().code()).isEqualTo("RB-XML-DEPTH");
    }

    @Test
    void refusesGiantFiles() {
        XmlReader.read(new byte[Limits.MOST_XML_BYTES + 1], "f", findings);

        assertThat(only().code()).isEqualTo("RB-TOO-LARGE");
    }

    @Test
    void refusesBytesThatAreNotUtf8AndSaysWhere() {
        XmlReader.read("<a>\n\n\u00e9</a>".getBytes(StandardCharsets.ISO_8859_1), "f", findings);

        assertThat(only().code()).isEqualTo("RB-UTF8");
        assertThat(only().line()).isEqualTo(3);
    }

    @Test
    void refusesToBeReadDifferentlyByAnotherParser() {
        read("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>");
        read("<?xml version=\"1.1\"?><a/>");
        read("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>");

        assertThat(findings.sorted()).extracting(Finding::code).containsOnly("RB-XML-DECLARATION");
    }

    @Test
    void refusesUtf16() {
        XmlReader.read("<a/>".getBytes(Charset.forName("UTF-16")), "f", findings);

        assertThat(findings.isEmpty()).isFalse();
    }

    @Test
    void saysWhereXmlIsBroken() {
        read("<a>\n<b>\n</a>");

        assertThat(only().code()).isEqualTo("RB-XML");
        assertThat(only().line()).isEqualTo(3);
    }

    @Test
    void refusesAnAttributeGivenTwice() {
        read("<a x='1' x='2'/>");

        assertThat(only().code()).isEqualTo("RB-XML");
    }

    private void read(String text) {
        assertThat(XmlReader.read(bytes(text), "f", findings)).isEmpty();
    }

    private Finding only() {
        assertThat(findings.sorted()).hasSize(1);
        return findings.sorted().get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
