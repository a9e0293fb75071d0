package io.firedrill.engine.schedule;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.problem.Problem;

/** What became of a slot. */
record Verdict(
        Slot.State state, @Nullable String run, @Nullable String reason, List<Problem> problems) {
    static Verdict started(String run) {
        return new Verdict(Slot.State.STARTED, run, null, List.of());
    }

    static Verdict missed(String reason) {
        return new Verdict(Slot.State.MISSED, null, reason, List.of());
    }

    static Verdict skipped(String reason) {
        return new Verdict(Slot.State.SKIPPED, null, reason, List.of());
    }

    static Verdict refused(List<Problem> problems) {
        var reasons = problems.stream().map(Problem::message).toList();
        return new Verdict(Slot.State.REFUSED, null, String.join(" ", reasons), problems);
    }
}
