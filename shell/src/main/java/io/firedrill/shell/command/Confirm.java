package io.firedrill.shell.command;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.render.Text;

/** Makes sure that a person means a real target, by its name. */
final class Confirm {
    static final Opt OPTION = Opt.value("confirm", "TARGET", "the target's name, typed beforehand for scripts");

    private final Call call;

    Confirm(Call call) {
        this.call = call;
    }

    /** The name as given or typed; declines when it is another. */
    String target(String target, String what) {
        var given = call.textOrNull("confirm");
        if (given == null) given = ask(target, what);
        if (given.equals(target)) return given;
        throw declined(
                "'" + given + "' is not the target's name, so nothing was done.", "To " + what + ", give: " + target);
    }

    private String ask(String target, String what) {
        if (!call.mayAsk()) {
            throw declined(
                    "To " + what + " for real, the target's name must be given, and nobody can be asked.",
                    "Add --confirm=" + target);
        }
        var typed = call.console().ask("Type the target's name to " + Text.safe(what) + " for real: ");
        return typed == null ? "" : typed.strip();
    }

    static Failure declined(String message, String next) {
        return Failure.of(Exit.DECLINED, "FD-DECLINED", message, next);
    }
}
