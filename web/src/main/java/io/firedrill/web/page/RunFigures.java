package io.firedrill.web.page;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.run.Run;

/**
 * The answer of a run in three numbers.
 *
 * @param measure whether this run proves a revocation at all; tabletop runs do not
 * @param pending points that accept while the run goes on
 * @param ordered whether anything was revoked: before that, no survivors means nothing
 * @param share how much of the limit was used, 0 to 100, for the bar
 */
record RunFigures(
        boolean measure,
        @Nullable Double timeToRevoke,
        @Nullable Double limit,
        Look verdict,
        int share,
        int points,
        int pending,
        boolean ordered,
        int survivors,
        int collateral,
        @Nullable Before before) {
    private static final String TIME_TO_REVOKE = "time-to-revoke";

    /** The same number of the run before this one. */
    record Before(String id, Double timeToRevoke) {}

    static RunFigures of(Run run, @Nullable Run previous) {
        var proof = run.proof();
        var time = timeToRevoke(run);
        var limit = limit(run);
        var verdict = run.objectives().stream()
                .filter(RunFigures::isTimeToRevoke)
                .findFirst()
                .map(objective -> Look.ofObjective(objective.state()))
                .orElse(Look.ofObjective("open"));
        var pending = (int) proof.points().stream()
                .filter(point -> point.refusedAt() == null && !point.survivor())
                .count();
        var earlier = previous == null ? null : timeToRevoke(previous);
        return new RunFigures(
                limit != null || time != null || !proof.points().isEmpty(),
                time,
                limit,
                verdict,
                share(time, limit),
                proof.points().size(),
                run.state().ended() ? 0 : pending,
                proof.orderedAt() != null,
                proof.survivors().size(),
                proof.collateral().size(),
                previous == null || earlier == null
                        ? null
                        : new Before(previous.id().toString(), earlier));
    }

    static @Nullable Double timeToRevoke(Run run) {
        if (run.proof().timeToRevokeSeconds() != null) return run.proof().timeToRevokeSeconds();
        return run.objectives().stream()
                .filter(RunFigures::isTimeToRevoke)
                .map(Run.ObjectiveResult::measured)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static @Nullable Double limit(Run run) {
        return run.objectives().stream()
                .filter(RunFigures::isTimeToRevoke)
                .findFirst()
                .map(Run.ObjectiveResult::limit)
                .orElse(null);
    }

    private static boolean isTimeToRevoke(Run.ObjectiveResult objective) {
        return objective.name().equals(TIME_TO_REVOKE);
    }

    private static int share(@Nullable Double time, @Nullable Double limit) {
        if (time == null || limit == null || limit <= 0) return 0;
        return (int) Math.min(100, Math.round(100 * time / limit));
    }
}
