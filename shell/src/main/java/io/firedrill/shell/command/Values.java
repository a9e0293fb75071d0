package io.firedrill.shell.command;

import java.util.Locale;

/** Where the possible values of an option or argument come from, for completion. */
enum Values {
    ANY,
    FILE,
    RUNS,
    RUNBOOKS,
    TARGETS,
    TEMPLATES,
    PLANS,
    /** Names of commands. */
    COMMANDS;

    /** As written in completion scripts. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
