package io.firedrill.shell;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.command.Console;

/**
 * The process's own streams, in UTF-8 whatever the locale says. The launcher tells which of them are terminals, since
 * Java cannot ask for each alone; without it all are, or none.
 */
final class SystemConsole implements Console {
    private final PrintStream out = stream(FileDescriptor.out);
    private final PrintStream err = stream(FileDescriptor.err);
    private final InputStream in = new FileInputStream(FileDescriptor.in);
    private final String terminals;

    SystemConsole(Map<String, String> environment) {
        var told = environment.get("FIREDRILL_TTY");
        this.terminals = told != null ? told : isTerminal() ? "012" : "";
    }

    @SuppressWarnings("SystemConsoleNull") // From Java 22 on it is asked whether it is a terminal.
    private static boolean isTerminal() {
        var console = System.console();
        if (console == null) return false;
        try {
            return Boolean.TRUE.equals(
                    java.io.Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    @Override
    public void out(String text) {
        out.print(text);
        out.flush();
    }

    @Override
    public void err(String text) {
        err.print(text.endsWith("\n") ? text : text + "\n");
        err.flush();
    }

    @Override
    public boolean outIsTerminal() {
        return terminals.contains("1");
    }

    @Override
    public boolean errIsTerminal() {
        return terminals.contains("2");
    }

    @Override
    public boolean canAsk() {
        return terminals.contains("0") && terminals.contains("2");
    }

    @Override
    public @Nullable String ask(String prompt) {
        return Prompt.ask(prompt, false);
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        var typed = Prompt.ask(prompt, true);
        return typed == null ? null : typed.toCharArray();
    }

    @Override
    public InputStream in() {
        return in;
    }
}
