package io.firedrill.runbooks.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.firedrill.runbooks.format.CommsFile;
import io.firedrill.runbooks.format.Diagram;
import io.firedrill.runbooks.format.NearMatch;
import io.firedrill.runbooks.format.XmlElement;

/** Every message a step sends is there, and with it the ones that take it back and end the matter. */
final class TemplatesRule {
    private final Whole whole;
    private final Set<String> names;
    private final Set<String> used = new HashSet<>();

    private TemplatesRule(Whole whole) {
        this.whole = whole;
        this.names = new TreeSet<>(whole.draft().comms().keySet());
        // Those have findings of their own already.
        names.addAll(whole.draft().unreadable());
    }

    static void check(Whole whole) {
        var rule = new TemplatesRule(whole);
        for (var task : whole.drawn().serviceTasks()) {
            if (!Diagram.topic(task).equals("comms.send")) continue;
            Diagram.inputs(task).stream()
                    .filter(input -> "template".equals(input.attribute("name")))
                    .forEach(rule::sent);
        }
        List.copyOf(rule.used).forEach(rule::follow);
        for (var file : whole.draft().comms().values()) rule.unused(file);
    }

    private void sent(XmlElement input) {
        var name = input.text().strip();
        used.add(name);
        if (names.contains(name)) return;
        whole.drawn()
                .report(
                        "RB-TEMPLATE-MISSING",
                        input,
                        "There is no message comms/" + name + ".md.",
                        NearMatch.advice(name, names));
    }

    private void follow(String name) {
        var file = whole.draft().comms().get(name);
        if (file == null) return;
        for (var other : List.of(file.template().correction(), file.template().allClear())) {
            if (used.add(other)) follow(other);
        }
    }

    private void unused(CommsFile file) {
        if (used.contains(file.template().name())) return;
        whole.declared()
                .findings()
                .add(
                        "RB-TEMPLATE-UNUSED",
                        file.file(),
                        1,
                        "No step sends this message and no other message names it, so it would be approved for nothing.",
                        "Send it, name it as a correction or all-clear, or remove the file.");
    }
}
