package io.firedrill.engine.port;

import java.time.Instant;
import java.util.List;

/** What real clients see: the steady state that a run must not disturb. */
public interface AppFleet extends OutsideSystem {
    @Override
    Health check();

    /** Traffic since then, by the gateway's or the apps' own telemetry. */
    Answer<FleetReport> report(Instant since);

    /**
     * @param installs app installs seen in the period
     * @param requests requests made
     * @param failed requests that were refused or failed
     * @param lockedOut installs that at the end of the period could not get through, even after signing in again
     * @param signedOut installs that lost their session in the period and had to sign in again
     */
    record FleetReport(
            Instant since,
            Instant until,
            int installs,
            long requests,
            long failed,
            int lockedOut,
            int signedOut,
            List<Slice> slices) {
        public double failedShare() {
            return requests == 0 ? 0 : (double) failed / requests;
        }
    }

    /** The same by client and app version. */
    record Slice(
            String client, String appVersion, int installs, long requests, long failed, int lockedOut, int signedOut) {}
}
