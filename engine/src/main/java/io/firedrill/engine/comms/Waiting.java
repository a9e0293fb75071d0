package io.firedrill.engine.comms;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A message of the outbox that is not at its end.
 *
 * @param doubts 0 when it was surely not posted; otherwise it may have been, and this counts how often the chat was
 *     asked in vain, plus one
 * @param externalId the chat's id when it was posted and only its end is not booked yet
 */
record Waiting(
        long sequence,
        String key,
        String run,
        String target,
        boolean live,
        String channelName,
        String channel,
        String body,
        boolean announced,
        int attempts,
        int doubts,
        Instant queuedAt,
        @Nullable String externalId) {}
