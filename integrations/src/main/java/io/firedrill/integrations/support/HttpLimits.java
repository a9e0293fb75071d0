package io.firedrill.integrations.support;

import java.time.Duration;

/**
 * @param connect time to reach the other side, the TLS handshake included
 * @param answer time to wait for an answer, and for each further part of it
 * @param attempts how often at most a request is sent that may be repeated
 * @param connections open connections to one address, at most
 */
public record HttpLimits(Duration connect, Duration answer, int attempts, int connections) {
    public static final HttpLimits USUAL = new HttpLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 3, 64);

    public HttpLimits {
        if (attempts < 1 || connections < 1)
            throw new IllegalArgumentException("Attempts and connections must be at least 1.");
    }

    public HttpLimits answeringWithin(Duration time) {
        return new HttpLimits(connect, time, attempts, connections);
    }

    public HttpLimits attempting(int times) {
        return new HttpLimits(connect, answer, times, connections);
    }
}
