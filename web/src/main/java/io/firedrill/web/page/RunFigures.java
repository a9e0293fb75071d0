package io.firedrill.web.page;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.run.Run;

/**
 * The answer of a run in three numbers.
 *
 * @param measure whether this run proves a revocation at all; tabletop runs do not
 * @param pending points that neither refused nor were given up
 * @param ordered whether anything was revoked; before that every point should accept
 * @param proved whether no survivors means anything: something was revoked, and no point was left untried
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
        boolean over,
        boolean ordered,
        boolean proved,
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
                .map(objective -> Look.ofObjective(
                        objective.state(),
                        objective.measured() != null,
                        run.state().ended()))
                .orElse(Look.ofObjective("open", false, run.state().ended()));
        var pending = (int) proof.points().stream()
                .filter(point -> point.refusedAt() == null && !point.survivor())
                .count();
        var over = run.state().ended();
        // What was cut off before every point had refused or survived proves nothing about the rest.
        var ordered = proof.orderedAt() != null;
        var proved = ordered && !proof.points().isEmpty() && pending == 0;
        var earlier = previous == null ? null : timeToRevoke(previous);
        return new RunFigures(
                limit != null || time != null || !proof.points().isEmpty(),
                time,
                limit,
                verdict,
                share(time, limit),
                proof.points().size(),
                pending,
                over,
                ordered,
                proved,
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

    static int share(@Nullable Double time, @Nullable Double limit) {
        if (time == null || limit == null || limit <= 0) return 0;
        return (int) Math.min(100, Math.round(100 * time / limit));
    }
}
