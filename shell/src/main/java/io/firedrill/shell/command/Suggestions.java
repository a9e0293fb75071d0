package io.firedrill.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Server;
import io.firedrill.shell.client.Tokens;

/** What may come next on a half-typed line: commands, options, their values, and names the server knows. */
public final class Suggestions {
    private static final long FRESH_SECONDS = 5;

    private final Surroundings surroundings;
    private final Commands commands = Commands.all();
    private final Map<Values, Fetched> fetched = new ConcurrentHashMap<>();

    public Suggestions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * One thing that may come next.
     *
     * @param whole whether the word is complete with it, so that a blank follows
     */
    public record Suggestion(String value, String description, boolean whole) {}

    private record Fetched(long at, List<String> values) {}

    /**
     * All that fits the place; the caller keeps what fits the letters typed.
     *
     * @param before the words before the one at the cursor
     * @param current what is typed of the word at the cursor
     */
    public List<Suggestion> next(List<String> before, String current) {
        var act = act(before);
        if (act == null) return commandWords(before);
        var words = before.subList(act.getName().split(" ").length, before.size());
        int equals = current.startsWith("--") ? current.indexOf('=') : -1;
        if (equals > 0) {
            var opt = opt(act, current.substring(0, equals));
            return opt == null
                    ? List.of()
                    : prefixed(current.substring(0, equals + 1), values(opt.choices(), opt.values()));
        }
        var last = words.isEmpty() ? "" : words.get(words.size() - 1);
        var waiting = opt(act, last);
        if (waiting != null && !waiting.isFlag()) return values(waiting.choices(), waiting.values());
        if (current.startsWith("-")) return options(act, words);
        var arg = argument(act, words);
        return arg == null ? options(act, words) : values(ToolCommands.choices(act, arg), arg.values());
    }

    private @Nullable Act act(List<String> before) {
        if (before.isEmpty()) return null;
        var one = commands.find(before.get(0));
        if (one != null || before.size() < 2) return one;
        return commands.find(before.get(0) + " " + before.get(1));
    }

    private List<Suggestion> commandWords(List<String> before) {
        if (before.size() > 1) return List.of();
        var seen = new LinkedHashSet<String>();
        var suggestions = new ArrayList<Suggestion>();
        for (var act : commands.shown()) {
            var words = act.getName().split(" ");
            if (before.isEmpty()) {
                var description = words.length == 1 ? act.getDescription() : verbs(words[0]);
                if (seen.add(words[0])) suggestions.add(new Suggestion(words[0], description, true));
            } else if (words.length > 1 && words[0].equals(before.get(0))) {
                suggestions.add(new Suggestion(words[1], act.getDescription(), true));
            }
        }
        if (before.isEmpty()) suggestions.add(new Suggestion("exit", "Leaves the shell; runs go on", true));
        return suggestions;
    }

    private String verbs(String noun) {
        return String.join(
                ", ",
                commands.under(noun).stream()
                        .map(act -> act.getName().substring(noun.length()).strip())
                        .toList());
    }

    private static @Nullable Opt opt(Act act, String word) {
        for (var opt : act.allOpts()) {
            if (word.equals(opt.dashed()) || (opt.hasLetter() && word.equals("-" + opt.letter()))) return opt;
        }
        return null;
    }

    private static List<Suggestion> options(Act act, List<String> words) {
        var suggestions = new ArrayList<Suggestion>();
        for (var opt : act.allOpts()) {
            if (words.contains(opt.dashed()) && !opt.repeats()) continue;
            suggestions.add(new Suggestion(opt.dashed(), opt.description(), true));
        }
        return suggestions;
    }

    /** The argument that is due; null when there are enough. */
    private static @Nullable Arg argument(Act act, List<String> words) {
        if (act.args().isEmpty()) return null;
        int index = 0;
        for (int i = 0; i < words.size(); i++) {
            var opt = opt(act, words.get(i));
            if (opt != null && !opt.isFlag()) i++;
            else if (opt == null && !words.get(i).startsWith("-")) index++;
        }
        var last = act.args().get(act.args().size() - 1);
        if (index >= act.args().size() && !last.many()) return null;
        return act.args().get(Math.min(index, act.args().size() - 1));
    }

    private static List<Suggestion> prefixed(String prefix, List<Suggestion> suggestions) {
        return suggestions.stream()
                .map(suggestion -> new Suggestion(prefix + suggestion.value(), "", suggestion.whole()))
                .toList();
    }

    private List<Suggestion> values(List<String> choices, Values values) {
        var words = choices.isEmpty() ? live(values) : choices;
        return words.stream().map(word -> new Suggestion(word, "", true)).toList();
    }

    private List<String> live(Values values) {
        if (values == Values.ANY || values == Values.FILE) return List.of();
        long now = surroundings.clock().instant().getEpochSecond();
        var known = fetched.get(values);
        if (known != null && now - known.at() < FRESH_SECONDS) return known.values();
        var fresh = LiveValues.of(this::api, values);
        fetched.put(values, new Fetched(now, fresh));
        return fresh;
    }

    private Api api() throws Failure {
        var address = surroundings.variable("FIREDRILL_SERVER");
        var server = Server.of(
                address.isBlank() ? Server.DEFAULT : address,
                surroundings.variable("FIREDRILL_ALLOW_HTTP").equals("true"));
        var tokens = new Tokens(surroundings.home(), server, null, surroundings.variable("FIREDRILL_TOKEN"));
        return new Api(
                server, tokens, surroundings.pause(), surroundings.clock(), surroundings.version(), silent -> {});
    }
}
