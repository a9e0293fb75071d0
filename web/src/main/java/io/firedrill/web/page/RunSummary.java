package io.firedrill.web.page;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.RunMode;

/** A run as one row of a list. */
record RunSummary(
        String id,
        String mode,
        String band,
        Look state,
        boolean ended,
        String title,
        String runbook,
        String target,
        String startedBy,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Double timeToRevoke,
        @Nullable Double limit,
        int survivors,
        Run.@Nullable NextAct next) {

    static RunSummary of(Run run) {
        return new RunSummary(
                run.id().toString(),
                run.mode().label(),
                Look.band(run.mode()),
                Look.of(run.state()),
                run.state().ended(),
                run.runbookTitle(),
                run.runbook(),
                run.target(),
                run.startedBy(),
                run.startedAt() == null ? run.createdAt() : run.startedAt(),
                run.endedAt(),
                RunFigures.timeToRevoke(run),
                RunFigures.limit(run),
                run.proof().survivors().size(),
                run.next());
    }

    /** How much of the limit was used, 0 to 100. */
    public int share() {
        return RunFigures.share(timeToRevoke, limit);
    }

    public boolean missed() {
        return timeToRevoke != null && limit != null && timeToRevoke > limit;
    }

    public boolean real() {
        return mode.equals(RunMode.REAL.label());
    }
}
