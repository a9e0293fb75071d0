package io.firedrill.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.model.ActionSpec;

class AuthorsGuideTests {
    private static final Path GUIDE = Path.of("../docs/runbook-authors-guide.md");
    private static final Pattern FILE = Pattern.compile("(?ms)^```\\w+ (\\S+)\\n(.*?)^```$");

    private final ActionCatalogue catalogue = ActionCatalogue.shipped();

    @Test
    void theRunbookFromNothingKeepsEveryRule(@TempDir Path home) throws IOException {
        var folder = Files.createDirectories(home.resolve("fleet-check/comms")).getParent();
        var file = FILE.matcher(Files.readString(GUIDE));
        while (file.find()) Files.writeString(folder.resolve(file.group(1)), file.group(2));

        assertThat(RunbookReader.folder(folder)).isInstanceOf(Loaded.Good.class);
    }

    @Test
    void theTableOfActionsIsTheCatalogue() throws IOException {
        var rows = catalogue.all().stream().map(AuthorsGuideTests::row).collect(Collectors.joining());

        assertThat(section("actions"))
                .isEqualTo("| action | effect | systems | inputs | undone by | measures | sets | what it does |\n"
                        + "| --- | --- | --- | --- | --- | --- | --- | --- |\n" + rows);
    }

    @Test
    void theTableOfPlaceholdersIsTheEngines() throws IOException {
        var rows = catalogue.messageVariables().entrySet().stream()
                .map(variable -> "| `" + variable.getKey() + "` | `"
                        + variable.getValue().name().toLowerCase(Locale.ROOT) + "` |\n")
                .collect(Collectors.joining());

        assertThat(section("variables")).isEqualTo("| placeholder | type |\n| --- | --- |\n" + rows);
    }

    private static String row(ActionSpec spec) {
        var inputs = spec.inputs().stream()
                .filter(input -> !input.name().equals(ActionCatalogue.WAITS_FOR))
                .map(input -> "`" + input.name() + "` "
                        + (input.choices().isEmpty() ? "" : "(" + String.join(", ", input.choices()) + ") ")
                        + (input.defaultValue() == null ? "required" : "= " + input.defaultValue()))
                .toList();
        var undo = spec.undoTopic();
        return "| `" + spec.topic() + "` | " + spec.effect().name().toLowerCase(Locale.ROOT)
                + (spec.undo() ? ", only in the rollback" : "") + " | " + list(spec.systems()) + " | "
                + String.join("; ", inputs) + " | " + (undo == null ? "" : "`" + undo + "`") + " | "
                + list(spec.measures()) + " | " + list(spec.variables()) + " | " + spec.description() + " |\n";
    }

    private static String list(Collection<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }

    private static String section(String name) throws IOException {
        var text = Files.readString(GUIDE);
        var begin = "<!-- " + name + " -->\n";
        return text.substring(text.indexOf(begin) + begin.length(), text.indexOf("<!-- /" + name + " -->"));
    }
}
