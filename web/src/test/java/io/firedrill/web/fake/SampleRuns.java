package io.firedrill.web.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.run.Run;
import io.firedrill.engine.run.Run.NextAct;
import io.firedrill.engine.run.Run.ObjectiveResult;
import io.firedrill.engine.run.Run.PointResult;
import io.firedrill.engine.run.Run.Proof;
import io.firedrill.engine.run.Run.RunStep;
import io.firedrill.engine.run.Run.StepState;
import io.firedrill.engine.run.RunId;
import io.firedrill.engine.run.RunMode;
import io.firedrill.engine.run.RunState;

/** Runs in every state, as the engine would report them. */
public final class SampleRuns {
    public static final String VERSION = "a3f1c09b77de" + "0".repeat(52);
    private static final List<String[]> STEPS = List.of(
            new String[] {"verify", "Check the target", "probe", "target.verify", "reads"},
            new String[] {"mint", "Mint canaries", "action", "canary.mint", "changes"},
            new String[] {"announce", "Tell responders", "comms", "comms.send", "messages"},
            new String[] {"checkpoint", "Approve the revocation", "checkpoint", null, "waits"},
            new String[] {"revoke", "Revoke the tokens", "action", "auth.revoke", "changes"},
            new String[] {"probe", "Prove they are refused", "probe", "probe.refused", "reads"},
            new String[] {"clear", "Give the all-clear", "comms", "comms.send", "messages"},
            new String[] {"settle", "Settle open effects", "action", "run.settle", "changes"});

    private final Instant now;

    public SampleRuns(Instant now) {
        this.now = now;
    }

    /** Oldest first. */
    public List<Run> all() {
        return List.of(
                run(1, RunMode.DRILL, RunState.SUCCEEDED, 7, 86400 * 40, null),
                run(2, RunMode.DRILL, RunState.OBJECTIVE_MISSED, 7, 86400 * 9, null),
                run(3, RunMode.DRILL, RunState.ROLLED_BACK, 5, 86400 * 2, "abort"),
                run(4, RunMode.DRILL, RunState.FAILED, 5, 7200, "fault"),
                run(5, RunMode.DRILL, RunState.WAITING, 3, 312, null),
                run(6, RunMode.DRILL, RunState.RUNNING, 5, 41, null),
                run(7, RunMode.DRILL, RunState.HALTED, 4, 900, null),
                run(8, RunMode.REAL, RunState.WAITING, 3, 151, null));
    }

    public Run run(long number, RunMode mode, RunState state, int done, long secondsAgo, @Nullable String cause) {
        var started = now.minusSeconds(secondsAgo);
        var ended = state.ended() ? started.plusMillis(48_730) : null;
        return new Run(
                new RunId(number),
                mode,
                state,
                cause,
                "token-revocation",
                "Revoke leaked tokens",
                VERSION,
                mode == RunMode.REAL || number % 2 == 0,
                mode == RunMode.REAL ? "payments" : "sandbox",
                mode == RunMode.REAL ? "payments" : "sandbox",
                new LinkedHashMap<>(Map.of("scope", "subject", "subject", "person-4f2a91", "client", "mobile-app")),
                mode == RunMode.REAL ? "Refresh tokens found in a public log bucket" : null,
                "responder",
                started,
                started,
                ended,
                state == RunState.HALTED,
                14,
                steps(state, done, started),
                List.of(
                        new ObjectiveResult(
                                "time-to-revoke", "Refused everywhere", 10, "s", measured(state), objective(state)),
                        new ObjectiveResult(
                                "collateral",
                                "Others who lost access",
                                0,
                                "count",
                                state.ended() ? 0.0 : null,
                                state.ended() ? "met" : "open")),
                proof(state, started),
                state == RunState.FAILED
                        ? List.of("Revoke the tokens: a revoked token cannot be made valid again")
                        : List.of(),
                next(number, state));
    }

    private static @Nullable Double measured(RunState state) {
        return switch (state) {
            case SUCCEEDED -> 2.31;
            case OBJECTIVE_MISSED -> 41.802;
            default -> null;
        };
    }

    private static String objective(RunState state) {
        return switch (state) {
            case SUCCEEDED -> "met";
            case OBJECTIVE_MISSED -> "missed";
            default -> "open";
        };
    }

    private static Proof proof(RunState state, Instant started) {
        if (state == RunState.WAITING || state == RunState.QUEUED || state == RunState.ROLLED_BACK) return Proof.NONE;
        var ordered = started.plusMillis(20_120);
        var missed = state == RunState.OBJECTIVE_MISSED;
        var points = new ArrayList<PointResult>();
        points.add(new PointResult("introspection", "victim", true, ordered.plusMillis(120), 0.12, false, false));
        points.add(new PointResult("refresh", "victim", true, ordered.plusMillis(310), 0.31, false, false));
        points.add(new PointResult("gateway-1 /orders", "victim", true, ordered.plusMillis(2310), 2.31, false, false));
        if (state == RunState.RUNNING) {
            points.add(new PointResult("gateway-2 /orders", "victim", true, null, null, false, false));
        } else if (missed) {
            points.add(new PointResult(
                    "gateway-2 /orders", "victim", true, ordered.plusMillis(41_802), 41.802, false, false));
            points.add(new PointResult("gateway-2 /export", "victim-tablet", true, null, null, true, true));
        } else {
            points.add(new PointResult(
                    "gateway-2 /orders", "victim", true, ordered.plusMillis(1904), 1.904, false, false));
            points.add(new PointResult("offline-cache", "victim", false, ordered.plusMillis(10), 0.01, false, false));
        }
        return new Proof(
                state == RunState.SUCCEEDED ? Double.valueOf(2.31) : null,
                ordered,
                points,
                missed ? List.of("gateway-2 /export (victim-tablet)") : List.of(),
                missed ? List.of("212 installs of mobile-app 4.1 had to sign in again") : List.of());
    }

    private static List<RunStep> steps(RunState state, int done, Instant started) {
        var steps = new ArrayList<RunStep>();
        for (int i = 0; i < STEPS.size(); i++) {
            var s = STEPS.get(i);
            var rollback = s[0].equals("settle");
            var from = started.plusSeconds(i * 6L + 1);
            var stepState = rollback
                    ? StepState.PENDING
                    : i < done ? StepState.DONE : i == done ? current(state) : StepState.PENDING;
            if (state == RunState.ROLLED_BACK && i == 4) stepState = StepState.UNDONE;
            if (state == RunState.ROLLED_BACK && rollback) stepState = StepState.DONE;
            if (state == RunState.OBJECTIVE_MISSED && i == 5) stepState = StepState.FAILED;
            var begun = stepState != StepState.PENDING;
            var over = begun
                    && stepState != StepState.RUNNING
                    && stepState != StepState.WAITING
                    && stepState != StepState.STUCK;
            steps.add(new RunStep(
                    s[0],
                    s[1],
                    s[2],
                    s[3],
                    s[4],
                    stepState,
                    stepState == StepState.STUCK ? 3 : begun ? 1 : 0,
                    begun ? from : null,
                    over ? from.plusMillis(1200 + i * 930L) : null,
                    summary(stepState, s[0]),
                    s[0].equals("mint"),
                    rollback));
        }
        return steps;
    }

    private static StepState current(RunState state) {
        return switch (state) {
            case RUNNING -> StepState.RUNNING;
            case WAITING -> StepState.WAITING;
            case HALTED -> StepState.STUCK;
            case FAILED -> StepState.FAILED;
            case ROLLED_BACK -> StepState.CANCELLED;
            default -> StepState.PENDING;
        };
    }

    private static @Nullable String summary(StepState state, String step) {
        return switch (state) {
            case DONE ->
                step.equals("mint") ? "3 canaries minted: victim, victim-tablet, control" : "Done at the first try";
            case STUCK -> "sandbox-auth answered 503 three times; nothing was changed";
            case FAILED -> "gateway-2 /export still accepted the victim at the end";
            case UNDONE -> "Canaries retired";
            default -> null;
        };
    }

    private static @Nullable NextAct next(long number, RunState state) {
        var id = "R-" + number;
        return switch (state) {
            case WAITING ->
                new NextAct(
                        "approver",
                        "Approve the revocation: ends 1,204 sessions of client mobile-app.",
                        "checkpoint",
                        "firedrill run approve " + id + " checkpoint");
            case HALTED ->
                new NextAct(
                        "responder",
                        "Retry the step, skip it with a reason, or roll the run back.",
                        "revoke",
                        "firedrill run retry " + id + " revoke");
            default -> null;
        };
    }
}
