package io.firedrill.shell.command;

import java.util.List;

/** {@code drill start|list|abort} and {@code incident start|list|abort}: two nouns, never a flag between them. */
final class StartCommands {
    private StartCommands() {}

    static List<Act> drill() {
        return List.of(
                start("drill", "Starts a drill and returns its run at once", false),
                RunCommands.list("drill", "drill"),
                RunActs.abort("drill", false));
    }

    static List<Act> incident() {
        return List.of(
                start("incident", "Starts a runbook FOR REAL, after the target's name and your password", true),
                RunCommands.list("incident", "real"),
                RunActs.abort("incident", true));
    }

    private static Act start(String noun, String description, boolean real) {
        var builder = Act.named(noun + " start", description)
                .with(Arg.of("runbook", "the runbook's key").from(Values.RUNBOOKS))
                .with(Opt.value("target", "TARGET", "where to run it")
                        .from(Values.TARGETS)
                        .needed())
                .with(Opt.value("param", "NAME=VALUE", "a parameter").repeated())
                .with(Opt.value("secret", "NAME=@FILE|-", "a secret parameter, from a file or standard input")
                        .repeated())
                .with(Opt.value("reason", "TEXT", "why" + (real ? " (asked for when left out)" : "")))
                .with(Opt.value("version", "HASH", "this version instead of the newest"))
                .with(Opt.flag("dry-run", "show what it would do; nothing is stored or sent"));
        if (real) {
            builder.with(Confirm.OPTION)
                    .with(Opt.choice("over-drill", "what to do with a drill on the target", OverDrill.CHOICES));
            for (var opt : StepUp.OPTIONS) builder.with(opt);
        }
        return builder.with(Opt.flag("wait", "follow it to its end; exit 5 when that is no success"))
                .with(Opt.value("wait-timeout", "TIME", "stop waiting after this time (exit 8)"))
                .with(Opt.flag("no-exit-status", "with --wait: exit 0 however the run ends"))
                .with(Opt.value("idempotency-key", "KEY", "repeat an earlier start safely"))
                .with(Opt.value("retry-for", "TIME", "repeat over outages this long (default 15s)"))
                .with(Act.OUTPUT)
                .example(
                        real
                                ? "token-revocation --target payments --param scope=everyone --reason \"tokens leaked\""
                                : "token-revocation --target sandbox --param scope=subject --wait")
                .does(call -> new Start(call, real).run());
    }
}
