package io.firedrill.engine.target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.SystemKind;
import io.firedrill.engine.problem.FiredrillException;
import io.firedrill.engine.secret.SecretReference;
import io.firedrill.engine.target.TargetDefinition.BindingDefinition;

/** Reads one mode's settings and secret references of one system. */
final class BindingReader {
    private static final Pattern PASSWORD_IN_ADDRESS = Pattern.compile("://[^/?#]*@");

    BindingDefinition read(YamlFields fields, SystemKind<?> kind, YamlProblems problems) {
        var settings = settings(fields, kind, problems);
        var secrets = secrets(fields, kind, problems);
        fields.end(Set.of("settings", "secrets"));
        return new BindingDefinition(settings, secrets);
    }

    private static Map<String, String> settings(YamlFields binding, SystemKind<?> kind, YamlProblems problems) {
        var values = new LinkedHashMap<String, String>();
        var known = new TreeSet<>(kind.settings());
        known.addAll(kind.required());
        var fields = binding.optionalFields("settings");
        if (fields != null) {
            for (var name : known) {
                var value = fields.has(name) ? fields.text(name) : null;
                if (value == null) continue;
                if (PASSWORD_IN_ADDRESS.matcher(value).find()) {
                    problems.at(
                            fields.place(name),
                            "FD-SECRET-LITERAL",
                            "The address in '" + name + "' carries a user or password.",
                            "Take it out, use 'secrets', and change that password.");
                }
                values.put(name, value);
            }
            fields.end(known);
        }
        missing(binding, kind, "setting", kind.required(), values.keySet(), problems);
        return Map.copyOf(values);
    }

    private static Map<String, SecretReference> secrets(YamlFields binding, SystemKind<?> kind, YamlProblems problems) {
        var references = new LinkedHashMap<String, SecretReference>();
        var given = new TreeSet<String>();
        var fields = binding.optionalFields("secrets");
        if (fields != null) {
            for (var name : kind.secrets()) {
                if (!fields.has(name)) continue;
                given.add(name);
                var reference = reference(fields, name, problems);
                if (reference != null) references.put(name, reference);
            }
            fields.end(new TreeSet<>(kind.secrets()));
        }
        missing(binding, kind, "secret", kind.secrets(), given, problems);
        return Map.copyOf(references);
    }

    private static @Nullable SecretReference reference(YamlFields fields, String name, YamlProblems problems) {
        var text = fields.text(name);
        if (text == null) return null;
        try {
            return SecretReference.parse(text);
        } catch (FiredrillException refusal) {
            for (var problem : refusal.problems()) {
                problems.at(
                        fields.place(name),
                        problem.code(),
                        "Secret '" + name + "': " + problem.message(),
                        problem.next());
            }
            return null;
        }
    }

    private static void missing(
            YamlFields binding,
            SystemKind<?> kind,
            String what,
            Set<String> needed,
            Set<String> given,
            YamlProblems problems) {
        for (var name : new TreeSet<>(needed)) {
            if (given.contains(name)) continue;
            problems.at(
                    binding.node(),
                    "Kind '%s' needs the %s '%s'.".formatted(kind.name(), what, name),
                    "Add it under '%ss:'.".formatted(what));
        }
    }
}
