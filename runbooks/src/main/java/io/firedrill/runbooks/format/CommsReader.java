package io.firedrill.runbooks.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.firedrill.runbooks.format.CommsFile.Placeholder;
import io.firedrill.runbooks.model.MessageTemplate;
import io.firedrill.runbooks.model.MessageTemplate.Variable;

/** Reads a message: YAML front matter between two lines {@code ---}, then Markdown. */
final class CommsReader {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z][A-Za-z0-9]*)}}");
    private static final String FENCE = "---";

    private final String file;
    private final Findings findings;
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private CommsReader(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** @param file {@code comms/name.md} */
    static Optional<CommsFile> read(String file, byte[] bytes, Findings findings) {
        return Text.decode(bytes, file, Limits.MOST_TEXT_BYTES, findings)
                .flatMap(text -> new CommsReader(file, findings).read(text, RunbookFiles.hash(bytes)));
    }

    private Optional<CommsFile> read(String text, String hash) {
        var all = text.lines().toList();
        int end = all.isEmpty() || !all.get(0).equals(FENCE)
                ? -1
                : all.subList(1, all.size()).indexOf(FENCE) + 1;
        if (end < 1) {
            findings.add(
                    "RB-COMMS-FRONT",
                    file,
                    1,
                    "The message has no front matter, so nobody knows who reads it and where it goes.",
                    "Begin with a line ---, then author, audience, channel, correction, allClear, variables, then ---.");
            return Optional.empty();
        }
        var body = all.subList(end + 1, all.size());
        return new YamlReader(file, 1, findings)
                .read(String.join("\n", all.subList(1, end)))
                .map(yaml -> file(yaml, hash, body, end + 2));
    }

    private CommsFile file(YamlMap yaml, String hash, List<String> body, int firstLine) {
        for (var name : yaml.names()) lines.put(name, yaml.line(name));
        var name = file.substring(RunbookFiles.COMMS.length(), file.length() - ".md".length());
        var template = new MessageTemplate(
                name,
                hash,
                yaml.required("author"),
                yaml.required("audience"),
                yaml.required("channel"),
                variables(yaml),
                yaml.required("correction"),
                yaml.required("allClear"),
                String.join("\n", body).strip());
        yaml.finish();
        return new CommsFile(file, template, placeholders(body, firstLine), lines);
    }

    private List<Variable> variables(YamlMap yaml) {
        var map = yaml.map("variables");
        if (map == null) return List.of();
        var variables = new ArrayList<Variable>();
        for (var name : map.names()) {
            lines.put("variables." + name, map.line(name));
            type(map, name).ifPresent(type -> variables.add(new Variable(name, type)));
        }
        return List.copyOf(variables);
    }

    private static Optional<MessageTemplate.Type> type(YamlMap map, String name) {
        var text = map.required(name);
        if (text.isEmpty()) return Optional.empty();
        var types = Stream.of(MessageTemplate.Type.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
        if (types.isEmpty()) {
            map.problem(
                    map.line(name),
                    "'" + text + "' is not a variable's type.",
                    NearMatch.advice(
                            text,
                            Stream.of(MessageTemplate.Type.values())
                                    .map(type -> type.name().toLowerCase(Locale.ROOT))
                                    .toList()));
        }
        return types;
    }

    private List<Placeholder> placeholders(List<String> body, int firstLine) {
        var placeholders = new ArrayList<Placeholder>();
        for (int i = 0; i < body.size(); i++) {
            int line = firstLine + i;
            var matcher = PLACEHOLDER.matcher(body.get(i));
            while (matcher.find()) placeholders.add(new Placeholder(matcher.group(1), line));
            var rest = matcher.replaceAll("");
            if (rest.contains("{{") || rest.contains("}}")) {
                findings.add(
                        "RB-COMMS-PLACEHOLDER",
                        file,
                        line,
                        "Braces here are no placeholder and would be sent as they stand.",
                        "Write {{name}} without blanks, or remove the braces.");
            }
        }
        return List.copyOf(placeholders);
    }
}
