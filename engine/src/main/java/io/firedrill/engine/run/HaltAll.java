package io.firedrill.engine.run;

import java.time.Instant;
import java.util.Optional;

/** The one lever that stops new effects everywhere and refuses new starts. */
public interface HaltAll {
    /** Who pulled it, when and why; empty while it is off. */
    Optional<Status> status();

    /** Pulls it; pulling again keeps the first entry. */
    Status on(String reason, String actor);

    /** Lifts it; nothing happens when it is off. */
    void off(String reason, String actor);

    record Status(String reason, String actor, Instant since) {}
}
