package io.firedrill.engine.action;

/** Nobody can tell what is true, and repeating is not safe: a person decides. */
public final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    public Undecided(String why) {
        super(why);
        this.why = why;
    }

    public String why() {
        return why;
    }
}
