package io.firedrill.engine.port;

import java.util.Set;

/**
 * One kind of outside system that a target can name, made by an adapter.
 *
 * @param <T> the port, for instance {@link AuthServer}
 */
public interface SystemKind<T> {
    /** As written in a target file under {@code kind:}. */
    String name();

    Class<T> port();

    /** Settings this kind understands; others are refused when the target is loaded. */
    Set<String> settings();

    /** Settings that must be there. */
    Set<String> required();

    /** Names of the secrets it needs. */
    Set<String> secrets();

    /**
     * A connection to the system. Opens nothing yet and does not fail when the system is down. The caller keeps it for
     * as long as the binding does not change.
     */
    T connect(Binding binding);
}
