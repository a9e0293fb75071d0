package io.firedrill.shell.command;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.shell.core.InputReader;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Follow;
import io.firedrill.shell.client.Home;
import io.firedrill.shell.client.Interrupts;
import io.firedrill.shell.client.Pause;
import io.firedrill.shell.render.ErrorText;

/**
 * What commands see of the world. Spring Shell hands it to each of them as their reader of input.
 *
 * @param zone asked for only when a time is shown: reading the zone rules takes a while
 * @param pace how patiently a run is followed
 * @param version of this shell
 */
public record Surroundings(
        Console console,
        Map<String, String> environment,
        InstantSource clock,
        Supplier<ZoneId> zone,
        Pause pause,
        Interrupts interrupts,
        Follow.Pace pace,
        String version)
        implements InputReader {
    static Surroundings of(CommandContext context) {
        if (context.inputReader() instanceof Surroundings surroundings) return surroundings;
        throw new IllegalStateException("Commands of this shell run inside its own surroundings");
    }

    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** The data folder. */
    public Home home() {
        var set = variable("FIREDRILL_HOME");
        return new Home(set.isBlank() ? Path.of(System.getProperty("user.home", "."), ".firedrill") : Path.of(set));
    }

    /** Runs the command; every failure becomes words on standard error and an exit code. */
    ExitStatus run(Act act, CommandContext context) {
        var call = new Call(this, act, context);
        try {
            return status(act.handler().run(call));
        } catch (Failure failure) {
            console.err(ErrorText.of(failure, call.errStyle()));
            return status(failure.exit());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return status(Exit.INTERRUPTED);
        } catch (RuntimeException e) {
            console.err(ErrorText.of(unexpected(e), call.errStyle()));
            return status(Exit.FAILED);
        }
    }

    private static Failure unexpected(RuntimeException e) {
        // The class alone: a message may quote what the person gave.
        return Failure.caused(
                Exit.FAILED,
                "FD-SHELL",
                "The shell itself failed: " + e.getClass().getSimpleName() + ".",
                "The server is not affected. Report this with the command and firedrill version.",
                e);
    }

    private static ExitStatus status(Exit exit) {
        return new ExitStatus(exit.code(), exit.name());
    }
}
