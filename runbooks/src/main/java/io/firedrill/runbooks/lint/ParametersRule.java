package io.firedrill.runbooks.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.firedrill.runbooks.format.NearMatch;
import io.firedrill.runbooks.model.ActionSpec;
import io.firedrill.runbooks.model.Parameter;

/** Every parameter can be given, and only what was meant can be given. */
final class ParametersRule {
    private static final Set<Parameter.Type> MEASURED = Set.of(Parameter.Type.NUMBER, Parameter.Type.DURATION);
    private static final Set<Parameter.Type> HIDDEN = Set.of(Parameter.Type.SECRET, Parameter.Type.PERSON);

    private final Declared declared;

    private ParametersRule(Declared declared) {
        this.declared = declared;
    }

    static void check(Declared declared) {
        var rule = new ParametersRule(declared);
        for (var parameter : declared.manifest().parameters()) {
            for (var problem : rule.problems(parameter)) {
                declared.report(
                        "RB-PARAMETER",
                        "parameters." + parameter.name(),
                        "Parameter '" + parameter.name() + "': " + problem.what(),
                        problem.next());
            }
        }
    }

    private List<Problem> problems(Parameter parameter) {
        var problems = new ArrayList<Problem>();
        name(parameter, problems);
        choices(parameter, problems);
        pattern(parameter, problems);
        limits(parameter, problems);
        standard(parameter, problems);
        onlyWhen(parameter, problems);
        return problems;
    }

    private void name(Parameter parameter, List<Problem> problems) {
        boolean taken = parameter.name().equals("mode")
                || declared.catalogue().all().stream()
                        .map(ActionSpec::variables)
                        .anyMatch(v -> v.contains(parameter.name()));
        if (taken) problems.add(new Problem("the run sets a variable of this name itself.", "Choose another name."));
    }

    private static void choices(Parameter parameter, List<Problem> problems) {
        boolean choice = parameter.type() == Parameter.Type.CHOICE;
        if (choice == parameter.choices().isEmpty()) {
            problems.add(
                    choice
                            ? new Problem("a choice without choices.", "Add choices: [one, two].")
                            : new Problem("only type choice has choices.", "Remove 'choices' or change the type."));
        }
        if (Set.copyOf(parameter.choices()).size() < parameter.choices().size()) {
            problems.add(new Problem("a choice is listed twice.", "Remove one."));
        }
    }

    private static void pattern(Parameter parameter, List<Problem> problems) {
        var pattern = parameter.pattern();
        if (pattern == null) return;
        if (parameter.type() != Parameter.Type.TEXT) {
            problems.add(new Problem("only type text has a pattern.", "Remove 'pattern' or change the type."));
        }
        if (!SafePattern.isSafe(pattern)) {
            problems.add(new Problem(
                    "the pattern '" + pattern + "' is invalid, or could take for ever on a hostile text.",
                    "Use letters, [classes] and \\d \\w with {n}, {n,m}, +, * or ?, without groups and alternatives,"
                            + " and at most " + SafePattern.MOST_VARIABLE + " parts of variable length."));
        }
    }

    private static void limits(Parameter parameter, List<Problem> problems) {
        var min = parameter.min();
        var max = parameter.max();
        if ((min != null || max != null) && !MEASURED.contains(parameter.type())) {
            problems.add(new Problem("only numbers and durations have min and max.", "Remove them."));
        }
        if (min != null && max != null && min > max) {
            problems.add(new Problem("min is larger than max, so no value fits.", "Swap them."));
        }
    }

    private static void standard(Parameter parameter, List<Problem> problems) {
        var standard = parameter.defaultValue();
        if (standard == null) return;
        if (HIDDEN.contains(parameter.type())) {
            problems.add(new Problem("a person or secret must not stand in a file.", "Remove 'default'."));
        } else if (!ParameterValues.fits(parameter, standard)) {
            problems.add(new Problem(
                    "the default '" + standard + "' is not a value it accepts.",
                    "Make it one of the choices, or fit its type, pattern, min and max."));
        }
    }

    private void onlyWhen(Parameter parameter, List<Problem> problems) {
        var onlyWhen = parameter.onlyWhen();
        if (onlyWhen == null) return;
        var other = declared.parameter(onlyWhen.parameter());
        if (other.isEmpty() || onlyWhen.parameter().equals(parameter.name())) {
            problems.add(new Problem(
                    "'onlyWhen' names '" + onlyWhen.parameter() + "', which is no other parameter.",
                    NearMatch.advice(
                            onlyWhen.parameter(),
                            declared.manifest().parameters().stream()
                                    .map(Parameter::name)
                                    .filter(name -> !name.equals(parameter.name()))
                                    .toList())));
            return;
        }
        if (onlyWhen.values().isEmpty()) {
            problems.add(new Problem("'onlyWhen' lists no value.", "List the values, as in {scope: [device]}."));
        }
        for (var value : onlyWhen.values()) {
            if (ParameterValues.fits(other.get(), value)) continue;
            problems.add(new Problem(
                    "'onlyWhen' waits for " + onlyWhen.parameter() + " = '" + value + "', which it can never be.",
                    NearMatch.advice(value, other.get().choices())));
        }
    }

    private record Problem(String what, String next) {}
}
