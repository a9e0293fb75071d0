package io.firedrill.shell.command;

import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/** The person, or the script, on the other side. */
public interface Console {
    /** Data, for standard output. */
    void out(String text);

    /** Everything else: a line or more for standard error. */
    void err(String text);

    boolean outIsTerminal();

    boolean errIsTerminal();

    /** Whether there is a person who can be asked. */
    boolean canAsk();

    /** Asks on the terminal, never on standard output; null when the person ends the input. */
    @Nullable
    String ask(String prompt);

    /** The same without showing what is typed. */
    char @Nullable [] askSecret(String prompt);

    /** Standard input, for what is piped in. */
    InputStream in();
}
