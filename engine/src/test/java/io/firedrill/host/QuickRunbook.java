package io.firedrill.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.firedrill.runbooks.format.Sources;

/** The shipped runbook with short windows, as somebody's own in the data folder; approved by nobody. */
final class QuickRunbook {
    static final String KEY = "quick-revocation";

    private QuickRunbook() {}

    /** @param note goes into the title, so that another note is another version */
    static void write(Path runbooks, String key, String note) {
        var shipped = Sources.shipped().stream()
                .filter(files -> "token-revocation".equals(files.folder()))
                .findFirst()
                .orElseThrow();
        shipped.files().forEach((name, content) -> {
            var text = new String(content, StandardCharsets.UTF_8);
            if (name.endsWith(".bpmn")) text = shorten(text, key);
            if (name.equals("runbook.yaml")) text = text.replaceFirst("(?m)^title: .*", "title: Quick one " + note);
            put(runbooks.resolve(key).resolve(name), text);
        });
    }

    static void append(Path file, String text) {
        try {
            put(file, Files.readString(file) + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void put(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shorten(String bpmn, String key) {
        return input(input(bpmn, "steady-before", "window", "PT0.2S"), "probe", "giveUp", "PT3S")
                .replace("name=\"window\">PT3S<", "name=\"window\">PT0.2S<")
                .replace("\"token-revocation\"", "\"" + key + "\"");
    }

    /** Gives a step without inputs one. */
    private static String input(String bpmn, String step, String name, String value) {
        var from = bpmn.indexOf("<bpmn:serviceTask id=\"" + step + "\"");
        var at = bpmn.indexOf("</bpmn:documentation>", from) + "</bpmn:documentation>".length();
        return bpmn.substring(0, at)
                + "<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name=\"" + name + "\">" + value
                + "</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements>"
                + bpmn.substring(at);
    }
}
