package io.firedrill.shell.command;

import java.util.ArrayList;
import java.util.List;

import org.springframework.shell.core.command.AbstractCommand;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandOption;
import org.springframework.shell.core.command.ExitStatus;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.render.Format;

/**
 * One command, defined once: the one-shot call, the interactive shell, the help, and the completions of all shells read
 * this.
 */
final class Act extends AbstractCommand {
    static final Opt OUTPUT = Opt.choice("output", "format of the data on standard output", Format.NAMES)
            .letter('o');

    /** Options of every command. */
    static final List<Opt> COMMON = List.of(
            Opt.value("server", "URL", "the server's address, instead of FIREDRILL_SERVER"),
            Opt.value("token-file", "FILE", "read the token from this file").from(Values.FILE),
            Opt.flag("no-input", "never ask; fail and say what is missing"),
            Opt.flag("no-color", "no colours"),
            Opt.flag("help", "show this help").letter('h'));

    private final List<Arg> args;
    private final List<Opt> opts;
    private final Handler handler;
    private final String example;

    /** What the command does. Problems are {@link io.firedrill.shell.client.Failure}s. */
    interface Handler {
        Exit run(Call call) throws InterruptedException;
    }

    private Act(String name, String description, String example, List<Arg> args, List<Opt> opts, Handler handler) {
        super(name, description, name.substring(0, (name + " ").indexOf(' ')));
        this.args = List.copyOf(args);
        this.opts = List.copyOf(opts);
        this.handler = handler;
        this.example = example;
    }

    static Builder named(String name, String description) {
        return new Builder(name, description);
    }

    List<Arg> args() {
        return args;
    }

    /** Its own options, without the common ones. */
    List<Opt> opts() {
        return opts;
    }

    boolean has(String option) {
        for (var opt : opts) {
            if (opt.name().equals(option)) return true;
        }
        return false;
    }

    String example() {
        return example;
    }

    List<Opt> allOpts() {
        var all = new ArrayList<>(opts);
        all.addAll(COMMON);
        return all;
    }

    Handler handler() {
        return handler;
    }

    String usage() {
        var usage = new StringBuilder("firedrill ").append(getName());
        for (var arg : args) usage.append(' ').append(arg.label());
        for (var opt : opts) {
            var text = opt.dashed() + (opt.isFlag() ? "" : " " + opt.label()) + (opt.repeats() ? "..." : "");
            usage.append(' ').append(opt.required() ? text : "[" + text + "]");
        }
        return usage.toString();
    }

    @Override
    public boolean isHidden() {
        return getName().equals(ToolCommands.HIDDEN);
    }

    @Override
    public List<CommandOption> getOptions() {
        var options = new ArrayList<CommandOption>();
        for (var opt : allOpts()) options.add(opt.asCommandOption());
        return options;
    }

    @Override
    public String getHelp() {
        return HelpText.of(this);
    }

    @Override
    public ExitStatus doExecute(CommandContext context) {
        return Surroundings.of(context).run(this, context);
    }

    /** Builds a command in the order a person reads it. */
    static final class Builder {
        private final String name;
        private final String description;
        private final List<Arg> args = new ArrayList<>();
        private final List<Opt> opts = new ArrayList<>();
        private String example = "";

        private Builder(String name, String description) {
            this.name = name;
            this.description = description;
        }

        Builder with(Arg arg) {
            args.add(arg);
            return this;
        }

        Builder with(Opt opt) {
            opts.add(opt);
            return this;
        }

        /** Arguments and options of a typical call, without {@code firedrill} and the command's name. */
        Builder example(String text) {
            example = text;
            return this;
        }

        Act does(Handler handler) {
            return new Act(name, description, example, args, opts, handler);
        }
    }
}
