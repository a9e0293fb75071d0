package io.firedrill.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.firedrill.shell.client.Failure;

/**
 * Completion scripts, generated from the commands. Names and fixed values are in the script; run ids, runbooks and
 * targets are asked for at the moment of the Tab with {@code firedrill complete}.
 */
final class CompletionScript {
    static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private CompletionScript() {}

    static String of(String shell, List<Act> acts) {
        var shown = acts.stream().filter(act -> !act.isHidden()).toList();
        return switch (shell) {
            case "bash" -> bash(shown);
            case "zsh" -> zsh(shown);
            case "fish" -> fish(shown);
            default ->
                throw Failure.usage(
                        "There is no completion for '" + shell + "'.",
                        "Use one of: " + String.join(", ", SHELLS) + "." + Nearest.hint(shell, SHELLS));
        };
    }

    /** The second words by first word; empty for commands of one word. */
    private static Map<String, List<String>> nouns(List<Act> acts) {
        var nouns = new LinkedHashMap<String, List<String>>();
        for (var act : acts) {
            var words = act.getName().split(" ");
            var verbs = nouns.computeIfAbsent(words[0], noun -> new ArrayList<>());
            if (words.length > 1) verbs.add(words[1]);
        }
        return nouns;
    }

    private static String bash(List<Act> acts) {
        var out = new StringBuilder();
        out.append("# bash completion for firedrill. Load it with: source <(firedrill completion bash)\n");
        out.append("_firedrill_values() {\n");
        out.append(
                "    COMPREPLY=( $(compgen -W \"$(\"${COMP_WORDS[0]}\" complete \"$1\" 2>/dev/null)\" -- \"$2\") )\n}\n");
        out.append("_firedrill() {\n");
        out.append(
                "    local cur=\"${COMP_WORDS[COMP_CWORD]}\" prev=\"${COMP_WORDS[COMP_CWORD-1]}\" command i args=0\n");
        out.append("    COMPREPLY=()\n");
        out.append("    if [ \"$cur\" = '=' ]; then cur=''; ");
        out.append("elif [ \"$prev\" = '=' ]; then prev=\"${COMP_WORDS[COMP_CWORD-2]}\"; fi\n");
        out.append("    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        ")
                .append(words(nouns(acts).keySet(), "cur"));
        out.append("        return\n    fi\n    case \"${COMP_WORDS[1]}\" in\n");
        nouns(acts).forEach((noun, verbs) -> {
            if (verbs.isEmpty()) {
                out.append("        ")
                        .append(noun)
                        .append(") command='")
                        .append(noun)
                        .append("'; i=2 ;;\n");
                return;
            }
            out.append("        ")
                    .append(noun)
                    .append(")\n            if [ \"$COMP_CWORD\" -eq 2 ]; then\n                ");
            out.append(words(verbs, "cur")).append("                return\n            fi\n");
            out.append("            command=\"").append(noun).append(" ${COMP_WORDS[2]}\"; i=3 ;;\n");
        });
        out.append("        *) return ;;\n    esac\n");
        bashOptionValues(acts, out);
        bashRest(acts, out);
        return out.append("}\ncomplete -F _firedrill firedrill\n").toString();
    }

    private static String words(Iterable<String> words, String variable) {
        return "COMPREPLY=( $(compgen -W \"" + String.join(" ", words) + "\" -- \"$" + variable + "\") )\n";
    }

    private static void bashOptionValues(List<Act> acts, StringBuilder out) {
        out.append("    case \"$command:$prev\" in\n");
        for (var act : acts) {
            for (var opt : act.allOpts()) {
                if (opt.isFlag()) continue;
                out.append("        '")
                        .append(act.getName())
                        .append(':')
                        .append(opt.dashed())
                        .append('\'');
                if (opt.hasLetter())
                    out.append("|'")
                            .append(act.getName())
                            .append(":-")
                            .append(opt.letter())
                            .append('\'');
                out.append(") ")
                        .append(bashValues(opt.choices(), opt.values()).strip())
                        .append("; return ;;\n");
            }
        }
        out.append("    esac\n");
    }

    private static String bashValues(List<String> choices, Values values) {
        if (!choices.isEmpty()) return words(choices, "cur");
        return switch (values) {
            case ANY -> ":";
            case FILE -> "COMPREPLY=( $(compgen -f -- \"$cur\") )";
            case RUNS, RUNBOOKS, TARGETS, TEMPLATES, PLANS, COMMANDS ->
                "_firedrill_values " + values.word() + " \"$cur\"";
        };
    }

    private static void bashRest(List<Act> acts, StringBuilder out) {
        out.append("    case \"$cur\" in -*) case \"$command\" in\n");
        for (var act : acts) {
            var names = act.allOpts().stream().map(Opt::dashed).toList();
            out.append("        '")
                    .append(act.getName())
                    .append("') ")
                    .append(words(names, "cur").strip())
                    .append(" ;;\n");
        }
        out.append("    esac; return ;; esac\n");
        out.append("    while [ \"$i\" -lt \"$COMP_CWORD\" ]; do\n        case \"${COMP_WORDS[i]}\" in\n");
        out.append("            ").append(String.join("|", valueOptions(acts))).append(") i=$((i+1)) ;;\n");
        out.append(
                "            -*) ;;\n            *) args=$((args+1)) ;;\n        esac\n        i=$((i+1))\n    done\n");
        out.append("    case \"$command:$args\" in\n");
        for (var act : acts) {
            for (int i = 0; i < act.args().size(); i++) {
                var arg = act.args().get(i);
                var values =
                        bashValues(ToolCommands.choices(act, arg), arg.values()).strip();
                if (values.equals(":")) continue;
                out.append("        '")
                        .append(act.getName())
                        .append(':')
                        .append(i)
                        .append("') ")
                        .append(values)
                        .append(" ;;\n");
            }
        }
        out.append("    esac\n");
    }

    private static List<String> valueOptions(List<Act> acts) {
        return acts.stream()
                .flatMap(act -> act.allOpts().stream())
                .filter(opt -> !opt.isFlag())
                .flatMap(opt -> opt.hasLetter()
                        ? List.of(opt.dashed(), "-" + opt.letter()).stream()
                        : List.of(opt.dashed()).stream())
                .distinct()
                .toList();
    }

    private static String zsh(List<Act> acts) {
        var out = new StringBuilder("#compdef firedrill\n");
        out.append("# zsh completion for firedrill. Load it with: source <(firedrill completion zsh)\n");
        out.append("_firedrill_values() {\n    local -a values\n");
        out.append("    values=( ${(f)\"$(firedrill complete $1 2>/dev/null)\"} )\n    compadd -a values\n}\n");
        out.append("_firedrill() {\n    local -a items\n    if (( CURRENT == 2 )); then\n        items=(");
        nouns(acts).keySet().forEach(noun -> out.append(' ').append(noun));
        out.append(
                " )\n        _describe command items\n        return\n    fi\n    local command=$words[2]\n    case $command in\n");
        nouns(acts).forEach((noun, verbs) -> {
            if (verbs.isEmpty()) return;
            out.append("        ")
                    .append(noun)
                    .append(")\n            if (( CURRENT == 3 )); then\n                items=(");
            for (var act : acts) {
                if (act.getName().startsWith(noun + " ")) {
                    out.append(' ').append(zshQuote(act.getName().split(" ")[1] + ":" + act.getDescription()));
                }
            }
            out.append(" )\n                _describe command items\n                return\n            fi\n");
            out.append("            command=\"$words[2] $words[3]\"; shift words; (( CURRENT-- )) ;;\n");
        });
        out.append("    esac\n    shift words; (( CURRENT-- ))\n    case $command in\n");
        for (var act : acts) {
            out.append("        ").append(zshQuote(act.getName())).append(") _arguments");
            for (var opt : act.allOpts()) {
                out.append(' ')
                        .append(zshQuote((opt.repeats() ? "*" : "") + opt.dashed() + "[" + zshText(opt.description())
                                + "]"
                                + (opt.isFlag()
                                        ? ""
                                        : ":" + zshText(opt.label()) + ":" + zshValues(opt.choices(), opt.values()))));
            }
            for (var arg : act.args()) {
                out.append(' ')
                        .append(zshQuote((arg.many() ? "*" : "") + ":" + zshText(arg.name()) + ":"
                                + zshValues(ToolCommands.choices(act, arg), arg.values())));
            }
            out.append(" ;;\n");
        }
        return out.append(
                        "    esac\n}\nif [ \"$funcstack[1]\" = _firedrill ]; then _firedrill; else compdef _firedrill firedrill; fi\n")
                .toString();
    }

    private static String zshValues(List<String> choices, Values values) {
        if (!choices.isEmpty()) return "(" + String.join(" ", choices) + ")";
        return switch (values) {
            case ANY -> "";
            case FILE -> "_files";
            case RUNS, RUNBOOKS, TARGETS, TEMPLATES, PLANS, COMMANDS -> "_firedrill_values " + values.word();
        };
    }

    private static String zshText(String text) {
        return text.replace("[", "(").replace("]", ")").replace(":", ",");
    }

    private static String zshQuote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String fish(List<Act> acts) {
        var out = new StringBuilder(
                "# fish completion for firedrill. Load it with: firedrill completion fish | source\n");
        out.append("complete -c firedrill -f\n");
        nouns(acts).forEach((noun, verbs) -> {
            out.append("complete -c firedrill -n __fish_use_subcommand -a ")
                    .append(noun)
                    .append('\n');
            if (!verbs.isEmpty()) {
                out.append("complete -c firedrill -n '__fish_seen_subcommand_from ")
                        .append(noun);
                out.append("; and not __fish_seen_subcommand_from ").append(String.join(" ", verbs));
                out.append("' -a '").append(String.join(" ", verbs)).append("'\n");
            }
        });
        for (var act : acts) {
            var condition = " -n '"
                    + String.join(
                            "; and ",
                            java.util.Arrays.stream(act.getName().split(" "))
                                    .map(word -> "__fish_seen_subcommand_from " + word)
                                    .toList())
                    + "'";
            for (var opt : act.allOpts()) {
                out.append("complete -c firedrill")
                        .append(condition)
                        .append(" -l ")
                        .append(opt.name());
                if (opt.hasLetter()) out.append(" -s ").append(opt.letter());
                if (!opt.isFlag()) out.append(" -r").append(fishValues(opt.choices(), opt.values()));
                out.append(" -d ")
                        .append(zshQuote(opt.description().replace("'", "")))
                        .append('\n');
            }
            for (var arg : act.args()) {
                var values = fishValues(ToolCommands.choices(act, arg), arg.values());
                if (!values.isEmpty())
                    out.append("complete -c firedrill")
                            .append(condition)
                            .append(values)
                            .append('\n');
            }
        }
        return out.toString();
    }

    private static String fishValues(List<String> choices, Values values) {
        if (!choices.isEmpty()) return " -a '" + String.join(" ", choices) + "'";
        return switch (values) {
            case ANY -> "";
            case FILE -> " -F";
            case RUNS, RUNBOOKS, TARGETS, TEMPLATES, PLANS, COMMANDS ->
                " -a '(firedrill complete " + values.word() + " 2>/dev/null)'";
        };
    }
}
