package io.firedrill.engine.action;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the worker works.
 *
 * @param threads how many steps run at the same time on this server
 * @param lock how long a task is held before it must be extended; a step of a dead server is free after this
 * @param poll how often it looks for tasks that no wake-up announced
 * @param backOff wait after the first failed attempt; doubles with each
 */
@ConfigurationProperties("firedrill.worker")
record WorkerSettings(
        @DefaultValue("24") int threads,
        @DefaultValue("20s") Duration lock,
        @DefaultValue("250ms") Duration poll,
        @DefaultValue("1s") Duration backOff) {
    WorkerSettings {
        if (threads < 2) throw new IllegalArgumentException("firedrill.worker.threads must be at least 2.");
        if (lock.compareTo(Duration.ofSeconds(3)) < 0)
            throw new IllegalArgumentException("firedrill.worker.lock must be at least 3s.");
    }
}
