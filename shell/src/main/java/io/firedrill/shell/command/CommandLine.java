package io.firedrill.shell.command;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.ParsedInput;

import io.firedrill.shell.client.Failure;

/**
 * Reads the words of a command line. Words stay as the caller's shell made them: nothing is joined and split again, so
 * blanks and quotes in values are safe.
 */
final class CommandLine {
    private final Commands commands;
    private final List<String> words;
    private final List<CommandOption> options = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private int at;

    private CommandLine(Commands commands, List<String> words) {
        this.commands = commands;
        this.words = words;
    }

    record Parsed(Act act, ParsedInput input) {}

    static Parsed parse(Commands commands, List<String> words) {
        return new CommandLine(commands, words).parse();
    }

    private Parsed parse() {
        while (at < words.size() && words.get(at).startsWith("-")) option(words.get(at), Act.COMMON, "firedrill");
        var act = command();
        boolean optionsEnded = false;
        while (at < words.size()) {
            var word = words.get(at);
            if (optionsEnded || !word.startsWith("-") || word.equals("-")) {
                values.add(word);
                at++;
            } else if (word.equals("--")) {
                optionsEnded = true;
                at++;
            } else {
                option(word, act.allOpts(), act.getName());
            }
        }
        if (!given("help")) check(act);
        return new Parsed(act, input(act));
    }

    private Act command() {
        if (at >= words.size()) throw commands.noCommand();
        var first = words.get(at);
        var one = commands.find(first);
        if (one != null) {
            at++;
            return one;
        }
        var second = at + 1 < words.size() ? words.get(at + 1) : "";
        var two = commands.find(first + " " + second);
        if (two == null) throw commands.unknown(first, second.startsWith("-") ? "" : second);
        at += 2;
        return two;
    }

    private void option(String word, List<Opt> known, String of) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        var name = equals > 0 ? word.substring(0, equals) : word;
        var joined = equals > 0 ? word.substring(equals + 1) : null;
        var opt = find(name, known);
        if (opt == null && !name.startsWith("--") && name.length() > 2) {
            opt = find(name.substring(0, 2), known);
            joined = name.substring(name.charAt(2) == '=' ? 3 : 2);
        }
        if (opt == null) throw unknownOption(name, known, of);
        at++;
        if (given(opt.name()) && !opt.repeats() && !opt.isFlag()) {
            throw usage(opt.dashed() + " is given twice.", of);
        }
        options.add(opt.withValue(opt.isFlag() ? flag(opt, joined, of) : value(opt, joined, known, of)));
    }

    private static String flag(Opt opt, @Nullable String joined, String of) {
        if (joined == null || joined.equals("true")) return "true";
        if (joined.equals("false")) return "false";
        throw usage(opt.dashed() + " takes no value.", of);
    }

    private String value(Opt opt, @Nullable String joined, List<Opt> known, String of) {
        var value = joined;
        if (value == null) {
            // A forgotten value must not swallow the next option.
            if (at >= words.size() || find(words.get(at), known) != null) {
                throw usage(opt.dashed() + " needs a value: " + opt.label() + ".", of);
            }
            value = words.get(at++);
        }
        if (!opt.choices().isEmpty() && !opt.choices().contains(value)) {
            throw Failure.usage(
                    "'" + value + "' is not a value of " + opt.dashed() + ".",
                    "Use one of: " + String.join(", ", opt.choices()) + "." + Nearest.hint(value, opt.choices()));
        }
        return value;
    }

    private static @Nullable Opt find(String word, List<Opt> known) {
        int equals = word.indexOf('=');
        var name = equals > 0 ? word.substring(0, equals) : word;
        for (var opt : known) {
            if (name.equals(opt.dashed())) return opt;
            if (opt.hasLetter() && name.length() == 2 && name.charAt(0) == '-' && name.charAt(1) == opt.letter()) {
                return opt;
            }
        }
        return null;
    }

    private static Failure unknownOption(String name, List<Opt> known, String of) {
        var names = new ArrayList<String>();
        for (var opt : known) names.add(opt.dashed());
        return Failure.usage(
                "There is no option " + name + " for " + of + ".",
                Nearest.hint(name, names).strip() + " See: firedrill help" + (of.equals("firedrill") ? "" : " " + of));
    }

    private void check(Act act) {
        int fewest = 0;
        for (var arg : act.args()) {
            if (!arg.required()) continue;
            fewest++;
            if (values.size() < fewest) throw usage(arg.label() + " is missing: " + arg.description() + ".", act);
        }
        boolean open =
                !act.args().isEmpty() && act.args().get(act.args().size() - 1).many();
        if (!open && values.size() > act.args().size()) {
            throw usage("'" + values.get(act.args().size()) + "' is one word too many.", act);
        }
        for (var opt : act.opts()) {
            if (opt.required() && !given(opt.name())) {
                throw usage(opt.dashed() + " is missing: " + opt.description() + ".", act);
            }
        }
    }

    private boolean given(String name) {
        for (var option : options) {
            if (name.equals(option.longName())) return true;
        }
        return false;
    }

    private ParsedInput input(Act act) {
        var names = act.getName().split(" ");
        var builder = ParsedInput.builder().commandName(names[0]);
        for (int i = 1; i < names.length; i++) builder.addSubCommand(names[i]);
        for (var option : options) builder.addOption(option);
        for (int i = 0; i < values.size(); i++) builder.addArgument(new CommandArgument(i, values.get(i)));
        return builder.build();
    }

    private static Failure usage(String message, Act act) {
        return Failure.usage(message, "Usage: " + act.usage());
    }

    private static Failure usage(String message, String of) {
        return Failure.usage(message, "See: firedrill help" + (of.equals("firedrill") ? "" : " " + of));
    }
}
