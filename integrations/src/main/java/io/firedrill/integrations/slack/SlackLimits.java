package io.firedrill.integrations.slack;

import java.time.Duration;

/**
 * @param connect time to reach Slack, the TLS handshake included
 * @param answer time a whole call may take
 * @param pages how many pages of messages or channels are read at most in one search
 * @param perPage how many entries each page has
 * @param whole when a search of several pages is given up
 */
record SlackLimits(Duration connect, Duration answer, int pages, int perPage, Duration whole) {
    /** Looking a channel up and then a message stays within the time for which a sender holds the channel. */
    static final SlackLimits USUAL =
            new SlackLimits(Duration.ofSeconds(3), Duration.ofSeconds(8), 20, 200, Duration.ofSeconds(15));
}
