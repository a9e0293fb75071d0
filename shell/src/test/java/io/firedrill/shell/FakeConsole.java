package io.firedrill.shell;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.command.Console;

/** A terminal whose person types what a test says. */
@SuppressWarnings("JdkObsolete") // Written by one thread and read by another.
public final class FakeConsole implements Console {
    final StringBuffer out = new StringBuffer();
    final StringBuffer err = new StringBuffer();
    final Deque<String> typed = new ArrayDeque<>();
    String stdin = "";
    boolean terminal;

    @Override
    public void out(String text) {
        out.append(text);
    }

    @Override
    public void err(String text) {
        err.append(text).append(text.endsWith("\n") ? "" : "\n");
    }

    @Override
    public boolean outIsTerminal() {
        return terminal;
    }

    @Override
    public boolean errIsTerminal() {
        return terminal;
    }

    @Override
    public boolean canAsk() {
        return terminal;
    }

    @Override
    public @Nullable String ask(String prompt) {
        err.append(prompt).append('\n');
        return typed.poll();
    }

    @Override
    public char @Nullable [] askSecret(String prompt) {
        var answer = ask(prompt);
        return answer == null ? null : answer.toCharArray();
    }

    @Override
    public InputStream in() {
        return new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    }
}
