package io.firedrill.engine.run;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.library.Library;
import io.firedrill.engine.problem.Problem;
import io.firedrill.engine.target.Targets.Target;

/**
 * A start thought through: what would run, with every reason why it may not. Entry and target are null when they do
 * not exist, which is then among the problems.
 */
record StartPlan(
        StartRequest request,
        Library.@Nullable Entry entry,
        @Nullable Target target,
        Parameters parameters,
        boolean approved,
        List<Problem> problems,
        List<String> warnings) {}
