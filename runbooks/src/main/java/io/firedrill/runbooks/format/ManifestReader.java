package io.firedrill.runbooks.format;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.firedrill.runbooks.model.Parameter;
import io.firedrill.runbooks.model.Runbook.CannotUndo;
import io.firedrill.runbooks.model.Runbook.Objective;
import io.firedrill.runbooks.model.Runbook.Roles;
import io.firedrill.runbooks.model.Runbook.StopCondition;

/** Reads {@code runbook.yaml}. */
final class ManifestReader {
    private static final List<String> UNITS = List.of("s", "count");

    private final YamlMap yaml;
    private final Map<String, Integer> lines = new LinkedHashMap<>();

    private ManifestReader(YamlMap yaml) {
        this.yaml = yaml;
    }

    static Optional<Manifest> read(byte[] bytes, Findings findings) {
        return Text.decode(bytes, RunbookFiles.MANIFEST, Limits.MOST_TEXT_BYTES, findings)
                .flatMap(text -> new YamlReader(RunbookFiles.MANIFEST, 0, findings).read(text))
                .map(yaml -> new ManifestReader(yaml).manifest());
    }

    private Manifest manifest() {
        format();
        for (var name : yaml.names()) lines.put(name, yaml.line(name));
        var manifest = new Manifest(
                yaml.required("title"),
                yaml.required("purpose"),
                yaml.required("owner"),
                yaml.required("author"),
                systems(),
                yaml.texts("optionalSystems"),
                roles(),
                parameters(),
                objectives(),
                stopConditions(),
                undo(),
                lines);
        yaml.finish();
        return manifest;
    }

    private void format() {
        var format = yaml.required("format");
        if (format.isEmpty() || format.equals("1")) return;
        yaml.problem(yaml.line("format"), "Format '" + format + "' is not known to this release.", "Write format: 1.");
    }

    private List<String> systems() {
        var systems = yaml.texts("systems");
        if (systems.isEmpty() && !yaml.has("systems")) {
            yaml.problem(
                    yaml.line(), "'systems' is missing.", "List the systems a target must have, or write systems: [].");
        }
        return systems;
    }

    private Roles roles() {
        var map = yaml.map("roles");
        if (map == null) {
            if (!yaml.has("roles")) {
                yaml.problem(
                        yaml.line(),
                        "'roles' is missing: who may start it for real, and who approves its checkpoints?",
                        "Write roles: {startReal: [responder], approve: [approver]}.");
            }
            return new Roles(List.of(), List.of());
        }
        lines.put("roles.startReal", map.line("startReal"));
        lines.put("roles.approve", map.line("approve"));
        var roles = new Roles(map.texts("startReal"), map.texts("approve"));
        map.finish();
        return roles;
    }

    private List<Parameter> parameters() {
        var parameters = new ArrayList<Parameter>();
        yaml.eachMap("parameters", (name, map) -> {
            lines.put("parameters." + name, map.line());
            if (!Names.variable(name)) {
                map.problem(map.line(), "'" + name + "' is not a parameter name.", "Use one word such as deviceId.");
            }
            parameters.add(new ParameterReader(name, map).parameter());
        });
        return List.copyOf(parameters);
    }

    private List<Objective> objectives() {
        var objectives = new ArrayList<Objective>();
        yaml.eachMap("objectives", (name, map) -> {
            lines.put("objectives." + name, map.line());
            words(name, map, "an objective");
            var limit = map.number("limit");
            if (limit == null && !map.has("limit")) {
                map.problem(map.line(), "Objective '" + name + "' has no limit.", "Add limit: 15, for instance.");
            }
            var unit = map.required("unit");
            if (!unit.isEmpty() && !UNITS.contains(unit)) {
                map.problem(map.line("unit"), "'" + unit + "' is not a unit.", "Use s (seconds) or count.");
            }
            objectives.add(new Objective(
                    name, map.required("title"), map.required("measure"), limit == null ? 0 : limit, unit));
            map.finish();
        });
        return List.copyOf(objectives);
    }

    private List<StopCondition> stopConditions() {
        var conditions = new ArrayList<StopCondition>();
        yaml.eachMap("stopConditions", (name, map) -> {
            lines.put("stopConditions." + name, map.line());
            words(name, map, "a stop condition");
            var above = map.number("above");
            if (above == null && !map.has("above")) {
                map.problem(map.line(), "Stop condition '" + name + "' has no limit.", "Add above: 0.5, for instance.");
            }
            conditions.add(new StopCondition(name, map.required("measure"), above == null ? 0 : above, lasting(map)));
            map.finish();
        });
        return List.copyOf(conditions);
    }

    private static Duration lasting(YamlMap map) {
        var text = map.required("lasting");
        try {
            if (!text.isEmpty()) return Duration.parse(text);
        } catch (DateTimeParseException e) {
            map.problem(map.line("lasting"), "'" + text + "' is not a duration.", "Write PT10S for ten seconds.");
        }
        return Duration.ZERO;
    }

    private Map<String, CannotUndo> undo() {
        var undo = new LinkedHashMap<String, CannotUndo>();
        yaml.eachMap("undo", (step, map) -> {
            lines.put("undo." + step, map.line());
            undo.put(step, new CannotUndo(map.required("cannot")));
            map.finish();
        });
        return undo;
    }

    private static void words(String name, YamlMap map, String what) {
        if (Names.words(name)) return;
        map.problem(map.line(), "'" + name + "' cannot name " + what + ".", "Use lower-case words joined by hyphens.");
    }
}
