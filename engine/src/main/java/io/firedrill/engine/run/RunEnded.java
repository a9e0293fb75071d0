package io.firedrill.engine.run;

/** Published in the transaction in which a run ends. */
public record RunEnded(String run, String target, RunState state) {}
