package io.firedrill.host;

import java.time.Duration;

/** What goes wrong at the estate in memory; all off. */
final class EstateFaults {
    private static final Duration LONG = Duration.ofSeconds(60);

    volatile boolean nodeTwoNeverRefuses;
    volatile boolean overBroad;
    volatile boolean revokeUnsureAfterwards;
    volatile boolean revokeUnsureBefore;
    volatile boolean cannotTell;
    volatile boolean chatDown;
    volatile boolean noUpdates;
    volatile boolean unhealthy;
    volatile boolean liftFails;
    volatile boolean retireFails;
    volatile boolean revokeRefused;
    volatile boolean onlyTokens;
    volatile boolean canariesOnly;
    volatile boolean cannotDeny;
    /** Of this subject's tokens introspection does not speak. */
    volatile String silentAbout = "";

    volatile boolean refreshRefused;
    volatile double failedShare;
    /** How long access tokens live from now on. */
    volatile Duration life = LONG;
    /** Of the grant with this in its key, one renewal is carried out and its answer lost. */
    volatile String loseRenewalOf = "";

    volatile Runnable duringRevoke = () -> {};
    volatile Runnable duringDeny = () -> {};

    void none() {
        nodeTwoNeverRefuses = false;
        overBroad = false;
        revokeUnsureAfterwards = false;
        revokeUnsureBefore = false;
        cannotTell = false;
        chatDown = false;
        noUpdates = false;
        unhealthy = false;
        liftFails = false;
        retireFails = false;
        revokeRefused = false;
        onlyTokens = false;
        canariesOnly = false;
        cannotDeny = false;
        silentAbout = "";
        refreshRefused = false;
        failedShare = 0;
        life = LONG;
        loseRenewalOf = "";
        duringRevoke = () -> {};
        duringDeny = () -> {};
    }
}
