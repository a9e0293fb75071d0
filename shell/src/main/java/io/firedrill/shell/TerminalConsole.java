package io.firedrill.shell;

import java.io.InputStream;

import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

import io.firedrill.shell.command.Console;

/** The interactive shell's terminal: data and words go to the same screen. */
final class TerminalConsole implements Console {
    private final Terminal terminal;

    TerminalConsole(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void out(String text) {
        terminal.writer().print(text);
        terminal.flush();
    }

    @Override
    public void err(String text) {
        out(text.endsWith("\n") ? text : text + "\n");
    }

    @Override
    public boolean outIsTerminal() {
        return true;
    }

    @Override
    public boolean errIsTerminal() {
        return true;
    }

    @Override
    public boolean canAsk() {
        return true;
    }

    @Override
    public @Nullable String ask(String prompt) {
        return Prompt.ask(terminal, prompt, false);
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        var typed = Prompt.ask(terminal, prompt, true);
        return typed == null ? null : typed.toCharArray();
    }

    @Override
    public InputStream in() {
        return InputStream.nullInputStream();
    }
}
