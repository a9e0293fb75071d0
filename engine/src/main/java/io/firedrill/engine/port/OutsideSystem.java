package io.firedrill.engine.port;

/** Any system that a target names; every port is one. */
public interface OutsideSystem {
    /** Whether it answers, asked now. */
    Health check();
}
