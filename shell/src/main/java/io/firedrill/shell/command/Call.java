package io.firedrill.shell.command;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ParsedInput;

import io.firedrill.shell.client.Api;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Server;
import io.firedrill.shell.client.Tokens;
import io.firedrill.shell.render.Format;
import io.firedrill.shell.render.Output;
import io.firedrill.shell.render.Style;

/** One call of a command: what was given, and the ways out. */
final class Call {
    private final Surroundings surroundings;
    private final Act act;
    private final ParsedInput input;
    private @Nullable Api api;

    Call(Surroundings surroundings, Act act, CommandContext context) {
        this.surroundings = surroundings;
        this.act = act;
        this.input = context.parsedInput();
    }

    Surroundings around() {
        return surroundings;
    }

    Act act() {
        return act;
    }

    Console console() {
        return surroundings.console();
    }

    /** The argument's value; the parser has made sure that required ones are there. */
    String arg(String name) {
        var value = argOrNull(name);
        if (value == null) throw new IllegalStateException("No argument " + name + " in " + act.getName());
        return value;
    }

    @Nullable
    String argOrNull(String name) {
        for (int i = 0; i < act.args().size(); i++) {
            if (!act.args().get(i).name().equals(name)) continue;
            return i < input.arguments().size() ? input.arguments().get(i).value() : null;
        }
        throw new IllegalStateException("No such argument: " + name);
    }

    /** All values of a repeated last argument. */
    List<String> args(String name) {
        var values = new ArrayList<String>();
        for (int i = 0; i < input.arguments().size(); i++) {
            var arg = act.args().get(Math.min(i, act.args().size() - 1));
            if (arg.name().equals(name)) values.add(input.arguments().get(i).value());
        }
        return values;
    }

    boolean flag(String name) {
        return "true".equals(textOrNull(name));
    }

    @Nullable
    String textOrNull(String name) {
        var all = all(name);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    List<String> all(String name) {
        var values = new ArrayList<String>();
        for (var option : input.options()) {
            if (name.equals(option.longName()) && option.value() != null) values.add(option.value());
        }
        return values;
    }

    /** A time such as {@code 10m}, {@code 90s}, {@code 1h30m}; null when not given. */
    @Nullable
    Duration time(String name) {
        var text = textOrNull(name);
        if (text == null) return null;
        try {
            var iso = text.toUpperCase(Locale.ROOT);
            var time = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
            if (!time.isNegative()) return time;
        } catch (DateTimeParseException e) {
            // Answered below.
        }
        throw Failure.usage("Not a time for --" + name + ": '" + text + "'.", "Write it as 90s, 10m or 1h30m.");
    }

    Format format() {
        var name = textOrNull("output");
        return name == null ? Format.TABLE : Format.of(name);
    }

    Output output() {
        return new Output(format(), outStyle());
    }

    Style outStyle() {
        return Style.of(console().outIsTerminal(), flag("no-color"), surroundings.environment());
    }

    Style errStyle() {
        return Style.of(console().errIsTerminal(), flag("no-color"), surroundings.environment());
    }

    void out(String text) {
        console().out(text);
    }

    void err(String text) {
        console().err(text);
    }

    boolean mayAsk() {
        return !flag("no-input") && console().canAsk();
    }

    Server server() {
        var given = textOrNull("server");
        var address = given != null ? given : surroundings.variable("FIREDRILL_SERVER");
        return Server.of(
                address.isBlank() ? Server.DEFAULT : address,
                surroundings.variable("FIREDRILL_ALLOW_HTTP").equals("true"));
    }

    Tokens tokens() {
        var file = textOrNull("token-file");
        return new Tokens(
                surroundings.home(),
                server(),
                file == null ? null : Path.of(file),
                surroundings.variable("FIREDRILL_TOKEN"));
    }

    Api api() {
        if (api == null) api = api(tokens());
        return api;
    }

    /** Calls without any token, as the log-in does. */
    Api anonymousApi() {
        return api(() -> null);
    }

    /** Calls with the kept login alone. */
    Api keptApi() {
        return api(keptTokens()::kept);
    }

    Tokens keptTokens() {
        return new Tokens(surroundings.home(), server(), null, null);
    }

    private Api api(Api.TokenSource tokens) {
        return new Api(server(), tokens, surroundings.pause(), surroundings.clock(), surroundings.version(), this::err);
    }
}
