package io.firedrill.web.page;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.firedrill.engine.run.Run;

/** Runs as CSV. Texts that a spreadsheet would take for a formula are led by an apostrophe. */
final class RunCsv {
    private static final String HEADER =
            "id,mode,state,cause,runbook,version,target,service,started_by,started_at,ended_at,time_to_revoke_s,survivors";

    private RunCsv() {}

    static String of(List<Run> runs) {
        return runs.stream().map(RunCsv::row).collect(Collectors.joining("\r\n", HEADER + "\r\n", "\r\n"));
    }

    private static String row(Run run) {
        var time = RunFigures.timeToRevoke(run);
        return Stream.of(
                        run.id().toString(),
                        run.mode().label(),
                        run.state().label(),
                        text(run.cause()),
                        run.runbook(),
                        run.version(),
                        run.target(),
                        run.service(),
                        run.startedBy(),
                        time(run.startedAt()),
                        time(run.endedAt()),
                        time == null ? "" : time.toString(),
                        Integer.toString(run.proof().survivors().size()))
                .map(RunCsv::cell)
                .collect(Collectors.joining(","));
    }

    static String cell(String text) {
        var safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        if (safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) return safe;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }
}
