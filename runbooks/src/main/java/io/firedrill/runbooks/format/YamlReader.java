package io.firedrill.runbooks.format;

import java.io.StringReader;
import java.util.Optional;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads YAML as a tree of plain nodes: nothing is constructed, and there are no aliases to multiply it. */
final class YamlReader {
    private final String file;
    private final int offset;
    private final Findings findings;

    /** @param offset lines of the file that stand before the text */
    YamlReader(String file, int offset, Findings findings) {
        this.file = file;
        this.offset = offset;
        this.findings = findings;
    }

    Optional<YamlMap> read(String text) {
        try {
            if (aliased(text)) return Optional.empty();
            var node = yaml().compose(new StringReader(text));
            if (node instanceof MappingNode mapping) return Optional.of(map(mapping));
            report(node == null ? 1 : line(node), "The text must be a list of 'name: value' lines.");
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            report(mark == null ? 0 : mark.getLine() + 1 + offset, "This is not valid YAML: " + e.getProblem() + ".");
        } catch (YAMLException e) {
            report(0, "This is not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    YamlMap map(MappingNode node) {
        return new YamlMap(this, node);
    }

    int line(Node node) {
        return node.getStartMark().getLine() + 1 + offset;
    }

    String file() {
        return file;
    }

    void add(String code, int line, String message, String next) {
        findings.add(code, file, line, message, next);
    }

    private boolean aliased(String text) {
        for (var event : yaml().parse(new StringReader(text))) {
            if (event instanceof AliasEvent) {
                add(
                        "RB-YAML-ALIAS",
                        event.getStartMark().getLine() + 1 + offset,
                        "An alias (*name) is not allowed: it hides what an approver reads.",
                        "Write the value out.");
                return true;
            }
        }
        return false;
    }

    private void report(int line, String message) {
        add("RB-YAML", line, message, "Repair this line; the runbook authors' guide shows a complete file.");
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(Limits.MOST_YAML_DEPTH);
        options.setCodePointLimit(Limits.MOST_TEXT_BYTES);
        return new Yaml(new SafeConstructor(options));
    }
}
