package io.firedrill.engine.action;

/** An expected failure: the run rolls back by its diagram. */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;
    private final String why;

    /** @param code stable, {@code FD-} and capital words */
    public Fault(String code, String why) {
        super(why);
        this.code = code;
        this.why = why;
    }

    public String code() {
        return code;
    }

    public String why() {
        return why;
    }
}
