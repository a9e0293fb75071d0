package io.firedrill.engine.run;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Everything a person can do to a run. Every act is a journal event with actor and reason. A refusal is a
 * {@link io.firedrill.engine.problem.FiredrillException} that names all problems; then nothing has changed.
 * Roles are checked by the caller; that nobody approves what they asked for is checked here.
 */
public interface RunControl {
    /** Starts, or returns the run that this key started before ({@code created} false). */
    Started start(StartRequest request, String actor);

    /** The same checks as {@link #start}, and what each step would do; sends and stores nothing. */
    Preview preview(StartRequest request, String actor);

    Run halt(RunId run, String reason, String actor);

    Run resume(RunId run, @Nullable String reason, String actor);

    /** Fences, settles, rolls back. */
    Run abort(RunId run, String reason, String actor);

    Run approve(RunId run, String step, @Nullable String comment, String actor);

    /** Refuses the checkpoint: the run rolls back. */
    Run reject(RunId run, String step, String reason, String actor);

    /** Gives a stuck step new attempts. */
    Run retry(RunId run, String step, @Nullable String reason, String actor);

    /** Goes on without a stuck step; its proof is missing and the report says so. */
    Run skip(RunId run, String step, String reason, String actor);

    Run note(RunId run, String text, String actor);

    record Started(Run run, boolean created) {}

    /**
     * What a start would do.
     *
     * @param problems what would refuse the start, empty when it would go ahead
     * @param warnings what the starter should know, for instance an unapproved version in a drill
     * @param steps each step with {@code changes}, {@code reads}, {@code messages} or {@code cannot tell}
     * @param messages template and channel of each message
     * @param approvers who may approve the checkpoints
     */
    record Preview(
            RunMode mode,
            String runbook,
            String version,
            String target,
            Map<String, String> parameters,
            List<io.firedrill.engine.problem.Problem> problems,
            List<String> warnings,
            List<PreviewStep> steps,
            List<PreviewMessage> messages,
            List<String> approvers) {}

    record PreviewStep(String id, String title, String effect, String detail) {}

    record PreviewMessage(String template, String channel, String audience, boolean approved) {}
}
