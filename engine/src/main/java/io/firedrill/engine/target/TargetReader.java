package io.firedrill.engine.target;

import java.io.StringReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

import io.firedrill.engine.port.SystemKind;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.target.TargetDefinition.Channel;
import io.firedrill.engine.target.TargetDefinition.SystemDefinition;

/** Reads target files strictly: every problem of a file is found, none is guessed away. */
final class TargetReader {
    private final BindingReader bindings;
    private final Function<String, @Nullable SystemKind<?>> kinds;
    private final Set<String> kindNames;

    TargetReader(Map<String, SystemKind<?>> kinds) {
        this.kinds = kinds::get;
        this.kindNames = kinds.keySet();
        this.bindings = new BindingReader();
    }

    /** A target, or at least one problem. */
    record Reading(@Nullable TargetDefinition target, List<Problem> problems) {}

    Reading read(String text, String origin, boolean builtIn) {
        var problems = new YamlProblems(origin);
        var root = compose(text, problems);
        var target = root == null ? null : target(YamlFields.of(root, "", problems), origin, builtIn, problems);
        return problems.none() ? new Reading(target, List.of()) : new Reading(null, problems.all());
    }

    private static @Nullable Node compose(String text, YamlProblems problems) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(1_000_000);
        try {
            var root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) problems.whole("The file is empty.", "Write a target into it or remove it.");
            return root;
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            problems.atLine(
                    mark == null ? 1 : mark.getLine() + 1,
                    YamlProblems.CODE,
                    "Not YAML: " + e.getProblem() + ".",
                    "Correct it; indentation and quotes are the usual causes.");
        } catch (YAMLException e) {
            problems.whole("Not YAML that can be used: " + e.getMessage(), "Correct it.");
        }
        return null;
    }

    private @Nullable TargetDefinition target(YamlFields root, String origin, boolean builtIn, YamlProblems problems) {
        var name = root.identifier("name");
        var title = root.text("title");
        var service = root.text("service");
        var systems = systems(root.fields("systems"), problems);
        var channels = channels(root.optionalFields("channels"), problems);
        var canaries = root.optionalFields("canaries");
        var drill = canaries == null ? null : canaries(canaries.fields("drill"));
        var real = canaries == null ? null : canaries(canaries.optionalFields("real"));
        if (canaries != null) canaries.end(List.of("drill", "real"));
        root.end(List.of("name", "title", "service", "systems", "channels", "canaries"));
        if (name == null || title == null || service == null) return null;
        var target = new TargetDefinition(name, title, service, origin, builtIn, systems, channels, drill, real);
        allOrNothingReal(target, root.node(), problems);
        return target;
    }

    private Map<String, SystemDefinition> systems(@Nullable YamlFields fields, YamlProblems problems) {
        var systems = new LinkedHashMap<String, SystemDefinition>();
        if (fields == null) return systems;
        if (fields.names().isEmpty()) problems.at(fields.node(), "The target has no system.", "Name at least one.");
        for (var name : fields.names()) {
            var place = fields.place(name);
            if (!YamlFields.NAME.matcher(name).matches()) {
                problems.at(place, "'" + name + "' is no system name.", "Use lower-case words joined by hyphens.");
            }
            var one = fields.fields(name);
            var system = one == null ? null : system(one, problems);
            if (system != null) systems.put(name, system);
        }
        return systems;
    }

    private @Nullable SystemDefinition system(YamlFields fields, YamlProblems problems) {
        var kindName = fields.text("kind");
        var kind = kindName == null ? null : kinds.apply(kindName);
        if (kindName != null && kind == null) {
            problems.at(
                    fields.place("kind"),
                    "FD-TARGET-KIND",
                    "This server has no adapter of kind '" + kindName + "'.",
                    "Use one of: "
                            + String.join(", ", kindNames.stream().sorted().toList()));
        }
        var drill = fields.fields("drill");
        var real = fields.optionalFields("real");
        fields.end(List.of("kind", "drill", "real"));
        if (kind == null || drill == null) return null;
        return new SystemDefinition(
                kind.name(),
                bindings.read(drill, kind, problems),
                real == null ? null : bindings.read(real, kind, problems));
    }

    private static Map<String, Channel> channels(@Nullable YamlFields fields, YamlProblems problems) {
        var channels = new LinkedHashMap<String, Channel>();
        if (fields == null) return channels;
        for (var name : fields.names()) {
            var one = fields.fields(name);
            if (one == null) continue;
            var drill = one.text("drill");
            var real = one.has("real") ? one.text("real") : null;
            one.end(List.of("drill", "real"));
            if (drill != null) channels.put(name, new Channel(drill, real));
        }
        var drills = new HashSet<String>();
        channels.values().forEach(channel -> drills.add(channel.drill()));
        channels.forEach((name, channel) -> {
            var real = channel.real();
            if (real != null && drills.contains(real)) {
                problems.at(
                        fields.place(name),
                        "FD-TARGET-CHANNEL",
                        "Channel '" + real + "' is used for drills and for real incidents.",
                        "Give drills a channel of their own, so that nobody takes one for the other.");
            }
        });
        return channels;
    }

    private static TargetSystems.@Nullable Canaries canaries(@Nullable YamlFields fields) {
        if (fields == null) return null;
        var victim = fields.text("victim");
        var control = fields.text("control");
        var client = fields.text("client");
        var controlClient = fields.text("control-client");
        fields.end(List.of("victim", "control", "client", "control-client"));
        if (victim == null || control == null || client == null || controlClient == null) return null;
        return new TargetSystems.Canaries(victim, control, client, controlClient);
    }

    // Half a real side would be found out in the middle of an incident.
    private static void allOrNothingReal(TargetDefinition target, Node root, YamlProblems problems) {
        var without = target.systems().entrySet().stream()
                .filter(system -> system.getValue().real() == null)
                .map(system -> "systems." + system.getKey())
                .toList();
        var channelsWithout = target.channels().entrySet().stream()
                .filter(channel -> channel.getValue().real() == null)
                .map(channel -> "channels." + channel.getKey())
                .toList();
        int all = target.systems().size() + target.channels().size();
        int missing = without.size() + channelsWithout.size();
        if (missing == 0 || missing == all) return;
        problems.at(
                root,
                "FD-TARGET-REAL",
                "The target is set up for real incidents only in part; 'real' is missing at: "
                        + String.join(", ", without) + (without.isEmpty() || channelsWithout.isEmpty() ? "" : ", ")
                        + String.join(", ", channelsWithout) + ".",
                "Add 'real' there, or take it out everywhere for a target that only drills use.");
    }
}
