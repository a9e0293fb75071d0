package io.firedrill.engine.comms;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.port.Messenger.Fact;

/** Tells in a few words how a run stands. */
public interface Headlines {
    /** Empty when there is no such run. */
    Optional<Headline> of(String run);

    /**
     * @param version another one when, and only when, readers should be shown it anew; at most 200 characters
     * @param facts the most important first
     * @param page the run's page
     * @param endedAt null until the run's end, after which nothing changes any more
     */
    record Headline(
            String version,
            List<Fact> facts,
            URI page,
            @Nullable Instant endedAt) {}
}
