package io.firedrill.integrations.slack;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;

import io.firedrill.engine.port.Messenger.Posted;

/** Slack's {@code ts}: seconds with six digits behind the point, which is also a message's id in its channel. */
final class Timestamps {
    private Timestamps() {}

    static String of(Instant at) {
        return String.format(Locale.ROOT, "%d.%06d", at.getEpochSecond(), at.getNano() / 1000);
    }

    /** @throws NumberFormatException when it is no timestamp */
    static Posted posted(String ts) {
        var micros = new BigDecimal(ts).movePointRight(6).longValueExact();
        var at = Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000L);
        return new Posted(ts, at);
    }
}
