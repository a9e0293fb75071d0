package io.firedrill.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;

import io.firedrill.shell.client.Failure;

/** The commands there are, and Spring Shell's registry of them. */
final class Commands {
    private static final Map<String, Supplier<List<Act>>> GROUPS = groups();

    private final Map<String, Act> acts = new LinkedHashMap<>();

    private Commands(List<Act> acts) {
        for (var act : acts) this.acts.put(act.getName(), act);
    }

    private static Map<String, Supplier<List<Act>>> groups() {
        var groups = new LinkedHashMap<String, Supplier<List<Act>>>();
        groups.put("drill", StartCommands::drill);
        groups.put("incident", StartCommands::incident);
        groups.put("run", RunCommands::all);
        groups.put("plan", PlanCommands::all);
        groups.put("halt-all", HaltAllCommands::all);
        groups.put("runbook", RunbookCommands::all);
        groups.put("comms", CommsCommands::all);
        groups.put("target", TargetCommands::all);
        groups.put("login", SessionCommands::all);
        groups.put("help", ToolCommands::all);
        return groups;
    }

    static Commands all() {
        var all = new ArrayList<Act>();
        for (var group : GROUPS.values()) all.addAll(group.get());
        return new Commands(all);
    }

    /** Only the commands that start with the word where that is one of the nouns, so that one call starts fast. */
    static Commands of(String noun) {
        var group = GROUPS.get(noun);
        return group == null || noun.equals("help") ? all() : new Commands(group.get());
    }

    @Nullable
    Act find(String name) {
        return acts.get(name);
    }

    List<Act> list() {
        return List.copyOf(acts.values());
    }

    /** Those for people. */
    List<Act> shown() {
        return acts.values().stream().filter(act -> !act.isHidden()).toList();
    }

    /** Those whose name begins with the noun. */
    List<Act> under(String noun) {
        var found = new ArrayList<Act>();
        for (var act : acts.values()) {
            if (act.getName().equals(noun) || act.getName().startsWith(noun + " ")) found.add(act);
        }
        return found;
    }

    CommandRegistry registry() {
        return new CommandRegistry(new LinkedHashSet<Command>(acts.values()));
    }

    Failure noCommand() {
        return Failure.usage("There is no command.", "See: firedrill help");
    }

    /** The answer to words that are no command. */
    Failure unknown(String first, String second) {
        var under = under(first);
        if (!under.isEmpty()) {
            var names = new ArrayList<String>();
            for (var act : under)
                names.add(act.getName().substring(first.length()).strip());
            return Failure.usage(
                    second.isEmpty()
                            ? "'" + first + "' needs to know what to do."
                            : "There is no command '" + first + " " + second + "'.",
                    "Use one of: " + String.join(", ", names) + "." + Nearest.hint(second, names));
        }
        var nouns = new ArrayList<String>();
        for (var act : all().shown()) nouns.add(act.getGroup());
        return Failure.usage(
                "There is no command '" + first + "'.", (Nearest.hint(first, nouns) + " See: firedrill help").strip());
    }
}
