package io.firedrill.engine.action;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.firedrill.engine.home.FiredrillHome;

/** This server's name in locks and ledgers: stays the same over restarts on one data folder. */
final class ServerId {
    private ServerId() {}

    static String of(FiredrillHome home) {
        return new String(
                        home.readOrCreate("server.id", () -> ("server-"
                                        + UUID.randomUUID().toString().substring(0, 8))
                                .getBytes(StandardCharsets.US_ASCII)),
                        StandardCharsets.US_ASCII)
                .strip();
    }
}
