package io.firedrill.engine.action;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.firedrill.engine.home.FiredrillHome;

/** What makes keys given to outside systems unique over installations; shared by the servers of one installation. */
final class Installation {
    private Installation() {}

    static String of(FiredrillHome home) {
        return new String(
                        home.readOrCreate("keys/installation.id", () -> UUID.randomUUID()
                                .toString()
                                .substring(0, 8)
                                .getBytes(StandardCharsets.US_ASCII)),
                        StandardCharsets.US_ASCII)
                .strip();
    }
}
