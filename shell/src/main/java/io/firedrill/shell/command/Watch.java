package io.firedrill.shell.command;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.firedrill.shell.client.Exit;
import io.firedrill.shell.client.Failure;
import io.firedrill.shell.client.Follow;
import io.firedrill.shell.client.Json;
import io.firedrill.shell.client.Run;
import io.firedrill.shell.client.RunEvent;
import io.firedrill.shell.render.EventLine;
import io.firedrill.shell.render.Text;

/** Following a run: {@code run watch}, and {@code --wait} of the starts. */
final class Watch {
    private final Call call;
    private final String run;
    private final boolean asData;

    /** @param asData events go to standard output; otherwise to standard error, since the run itself is the data */
    Watch(Call call, String run, boolean asData) {
        this.call = call;
        this.run = run;
        this.asData = asData;
    }

    static Act command() {
        return Act.named("run watch", "Follows a run to its end; survives lost connections, never stops the run")
                .with(Arg.of("run", "the run's id").from(Values.RUNS))
                .with(Opt.value("after", "NUMBER", "begin after this event"))
                .with(Opt.value("timeout", "TIME", "stop watching after this time (exit 8)"))
                .with(Opt.value("retry-for", "TIME", "give up when the server is away this long (default 5m)"))
                .with(Opt.flag("compact", "only what changes the picture"))
                .with(Opt.flag("exit-status", "exit 5 when the run ends without success"))
                .with(Opt.choice(
                                "output",
                                "lines for people, or events as JSON lines",
                                java.util.List.of("table", "jsonl"))
                        .letter('o'))
                .example("R-12 --exit-status")
                .does(call -> {
                    var watch = new Watch(call, call.arg("run"), true);
                    var exit = watch.follow(call.time("timeout"), watch.after());
                    return exit == Exit.RUN_WITHOUT_SUCCESS && !call.flag("exit-status") ? Exit.OK : exit;
                });
    }

    private long after() {
        var text = call.textOrNull("after");
        if (text == null) return 0;
        if (text.matches("[0-9]{1,15}")) return Long.parseLong(text);
        throw Failure.usage("Not an event number for --after: '" + text + "'.", "Give it as run events shows it.");
    }

    /** Follows to the end, the time limit or Ctrl-C; the exit code follows from the run's end. */
    @SuppressWarnings("try") // The handle is only to be closed.
    Exit follow(@Nullable Duration timeout, long after) {
        var first = RunViews.fetch(call.api(), run);
        var style = asData ? call.outStyle() : call.errStyle();
        boolean lines = !"jsonl".equals(call.textOrNull("output")) || !asData;
        if (lines) {
            print(style.band(first.mode()) + " " + style.bold(Text.safe(first.id())) + "  "
                    + Text.safe(first.runbook() + " on " + first.target()));
        }
        var start = first.startedAt() == null ? first.createdAt() : first.startedAt();
        boolean compact = call.act().has("compact") && call.flag("compact");
        var follow = new Follow(call.api(), run, after, timeout, pace(), event -> {
            if (!lines) call.out(Json.write(event.doc().fields()) + "\n");
            else if (!compact || EventLine.isCompact(event)) print(line(event, start));
        });
        try (var handle = call.around().interrupts().onInterrupt(follow::detach)) {
            return ended(follow, follow.toTheEnd());
        }
    }

    private String line(RunEvent event, @Nullable Instant start) {
        return EventLine.of(event, start, asData ? call.outStyle() : call.errStyle());
    }

    private void print(String line) {
        if (asData) call.out(line + "\n");
        else call.err(line);
    }

    private Follow.Pace pace() {
        var pace = call.around().pace();
        var lostFor = call.act().has("retry-for") ? call.time("retry-for") : null;
        return lostFor == null ? pace : new Follow.Pace(pace.silence(), pace.poll(), lostFor);
    }

    private Exit ended(Follow follow, Follow.Outcome outcome) {
        return switch (outcome) {
            case DETACHED -> {
                call.err("Stopped watching. " + Text.safe(run) + " goes on. Watch again: " + again(follow));
                yield Exit.INTERRUPTED;
            }
            case TIMED_OUT -> {
                call.err("The time to watch is over. " + Text.safe(run) + " goes on. Watch again: " + again(follow));
                yield Exit.WATCH_TIMED_OUT;
            }
            case ENDED -> {
                var last = RunViews.fetch(call.api(), run);
                call.err(call.errStyle().state(last.state()) + "  " + Text.safe(run) + " ended after "
                        + Text.elapsed(last.elapsedSeconds())
                        + (last.cause().isEmpty() ? "" : " (" + Text.safe(last.cause()) + ")")
                        + ". All of it: firedrill run show " + Text.safe(run));
                yield verdict(last);
            }
        };
    }

    private String again(Follow follow) {
        return "firedrill run watch " + Text.safe(run) + (follow.last() > 0 ? " --after " + follow.last() : "");
    }

    static Exit verdict(Run run) {
        return run.hasEnded() && !run.succeeded() ? Exit.RUN_WITHOUT_SUCCESS : Exit.OK;
    }
}
