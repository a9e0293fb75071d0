package io.firedrill.shell.client;

/** The exit codes scripts may rely on. */
public enum Exit {
    OK(0),
    FAILED(1),
    USAGE(2),
    /** A person, or their absence, did not confirm. */
    DECLINED(3),
    LOGIN_NEEDED(4),
    /** The run ended, and not with success. */
    RUN_WITHOUT_SUCCESS(5),
    /** A rule or the moment says no. */
    CONFLICT(6),
    UNREACHABLE(7),
    /** Stopped watching; the run goes on. */
    WATCH_TIMED_OUT(8),
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
