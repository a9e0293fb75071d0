package io.firedrill.shell.command;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.CommandOption;

/**
 * An option of a command.
 *
 * @param name without the dashes
 * @param letter one-letter form; a space for none
 * @param label what the value is; empty for a flag
 * @param choices the allowed values; empty for any
 */
record Opt(
        String name,
        char letter,
        String label,
        String description,
        List<String> choices,
        Values values,
        boolean repeats,
        boolean required) {
    static Opt flag(String name, String description) {
        return new Opt(name, ' ', "", description, List.of(), Values.ANY, false, false);
    }

    static Opt value(String name, String label, String description) {
        return new Opt(name, ' ', label, description, List.of(), Values.ANY, false, false);
    }

    static Opt choice(String name, String description, List<String> choices) {
        return new Opt(name, ' ', String.join("|", choices), description, choices, Values.ANY, false, false);
    }

    Opt from(Values source) {
        return new Opt(name, letter, label, description, choices, source, repeats, required);
    }

    Opt needed() {
        return new Opt(name, letter, label, description, choices, values, repeats, true);
    }

    Opt repeated() {
        return new Opt(name, letter, label, description, choices, values, true, required);
    }

    Opt letter(char short1) {
        return new Opt(name, short1, label, description, choices, values, repeats, required);
    }

    boolean isFlag() {
        return label.isEmpty();
    }

    boolean hasLetter() {
        return letter != ' ';
    }

    String dashed() {
        return "--" + name;
    }

    /** As Spring Shell's registry knows it. */
    CommandOption asCommandOption() {
        return withValue(null);
    }

    CommandOption withValue(@Nullable String value) {
        return new CommandOption(
                letter, name, description, required, null, value, isFlag() ? Boolean.class : String.class);
    }
}
