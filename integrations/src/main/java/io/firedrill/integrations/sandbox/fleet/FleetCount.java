package io.firedrill.integrations.sandbox.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Telemetry of many installs, added up in all and by client and version. */
record FleetCount(
        Instant since,
        Instant until,
        int installs,
        long requests,
        long failed,
        int lockedOut,
        int signedOut,
        List<Slice> slices) {

    record Slice(
            String client, String appVersion, int installs, long requests, long failed, int lockedOut, int signedOut) {
        Slice plus(Telemetry.Count count) {
            return new Slice(
                    client,
                    appVersion,
                    installs + 1,
                    requests + count.requests(),
                    failed + count.failed(),
                    lockedOut + (count.lockedOut() ? 1 : 0),
                    signedOut + (count.signedOut() > 0 ? 1 : 0));
        }
    }

    /** Installs that were silent in the period are not counted, unless they are locked out. */
    static FleetCount of(List<AppInstall> installs, Instant since, Instant until) {
        Map<String, Slice> slices = new TreeMap<>();
        for (var install : installs) {
            var count = install.telemetry().since(since);
            if (count.requests() == 0 && count.signedOut() == 0 && !count.lockedOut()) continue;
            var release = install.release();
            slices.merge(
                    release.client() + " " + release.version(),
                    new Slice(release.client(), release.version(), 0, 0, 0, 0, 0).plus(count),
                    (slice, one) -> slice.plus(count));
        }
        var list = new ArrayList<>(slices.values());
        return new FleetCount(
                since,
                until,
                list.stream().mapToInt(Slice::installs).sum(),
                list.stream().mapToLong(Slice::requests).sum(),
                list.stream().mapToLong(Slice::failed).sum(),
                list.stream().mapToInt(Slice::lockedOut).sum(),
                list.stream().mapToInt(Slice::signedOut).sum(),
                list);
    }
}
