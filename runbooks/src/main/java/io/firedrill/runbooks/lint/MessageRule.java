package io.firedrill.runbooks.lint;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import io.firedrill.runbooks.catalogue.ActionCatalogue;
import io.firedrill.runbooks.format.CommsFile;
import io.firedrill.runbooks.format.Draft;
import io.firedrill.runbooks.format.Findings;
import io.firedrill.runbooks.format.Names;
import io.firedrill.runbooks.format.NearMatch;

/** A message can be filled in, and what takes it back or ends the matter reaches the same people. */
final class MessageRule {
    private static final int LONGEST_BODY = 4000;

    private final Draft draft;
    private final ActionCatalogue catalogue;
    private final Findings findings;
    private final Set<String> names;

    private MessageRule(Draft draft, ActionCatalogue catalogue, Findings findings) {
        this.draft = draft;
        this.catalogue = catalogue;
        this.findings = findings;
        this.names = new TreeSet<>(draft.comms().keySet());
    }

    static void check(Draft draft, ActionCatalogue catalogue, Findings findings) {
        var rule = new MessageRule(draft, catalogue, findings);
        for (var file : draft.comms().values()) {
            rule.fields(file);
            rule.body(file);
            rule.variables(file);
            rule.placeholders(file);
            rule.partner(file, "correction", file.template().correction());
            rule.partner(file, "allClear", file.template().allClear());
        }
    }

    private void fields(CommsFile file) {
        word(file, "audience", file.template().audience());
        word(file, "channel", file.template().channel());
    }

    private void word(CommsFile file, String field, String value) {
        if (value.isEmpty() || Names.words(value)) return;
        findings.add(
                "RB-TEMPLATE-FIELD",
                file.file(),
                file.line(field),
                "'" + value + "' cannot be a message's " + field + ".",
                "Use lower-case words joined by hyphens; the target says which real channel that is.");
    }

    private void body(CommsFile file) {
        int length = file.template().body().length();
        if (length > 0 && length <= LONGEST_BODY) return;
        findings.add(
                "RB-TEMPLATE-BODY",
                file.file(),
                0,
                "The message has " + length + " characters; chats take 1 to " + LONGEST_BODY + ".",
                length == 0 ? "Write what happened and what the reader does now." : "Shorten it and link to the run.");
    }

    private void variables(CommsFile file) {
        var used = new HashSet<String>();
        file.placeholders().forEach(placeholder -> used.add(placeholder.name()));
        var known = catalogue.messageVariables();
        for (var variable : file.template().variables()) {
            var name = variable.name();
            var type = known.get(name);
            if (type == null) {
                add(
                        file,
                        name,
                        "The engine knows no value for '" + name + "'.",
                        NearMatch.advice(name, known.keySet()));
            } else if (type != variable.type()) {
                add(
                        file,
                        name,
                        "'" + name + "' is of another type.",
                        "Write " + name + ": " + type.name().toLowerCase(Locale.ROOT) + ".");
            } else if (!used.contains(name)) {
                add(file, name, "'" + name + "' is declared but not used in the text.", "Use it or remove it.");
            }
        }
    }

    private void add(CommsFile file, String variable, String message, String next) {
        findings.add("RB-TEMPLATE-VARIABLE", file.file(), file.line("variables." + variable), message, next);
    }

    private void placeholders(CommsFile file) {
        for (var placeholder : file.placeholders()) {
            var name = placeholder.name();
            // A declaration with a wrong type has a finding of its own.
            if (file.lines().containsKey("variables." + name)) continue;
            var type = catalogue.messageVariables().get(name);
            findings.add(
                    "RB-TEMPLATE-PLACEHOLDER",
                    file.file(),
                    placeholder.line(),
                    "The placeholder '" + name + "' is not declared under variables.",
                    type == null
                            ? NearMatch.advice(
                                    name, catalogue.messageVariables().keySet())
                            : "Add " + name + ": " + type.name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    private void partner(CommsFile file, String field, String name) {
        if (name.isEmpty() || draft.unreadable().contains(name)) return;
        var partner = draft.comms().get(name);
        if (partner == null) {
            findings.add(
                    "RB-TEMPLATE-MISSING",
                    file.file(),
                    file.line(field),
                    "There is no message comms/" + name + ".md.",
                    NearMatch.advice(name, names));
            return;
        }
        boolean samePeople = partner.template().channel().equals(file.template().channel())
                && partner.template().audience().equals(file.template().audience());
        if (samePeople) return;
        findings.add(
                "RB-TEMPLATE-PARTNER",
                file.file(),
                file.line(field),
                "'" + name + "' goes to another audience or channel than this message, so its readers would miss it.",
                "Write one for the audience '" + file.template().audience() + "' on the channel '"
                        + file.template().channel() + "'.");
    }
}
