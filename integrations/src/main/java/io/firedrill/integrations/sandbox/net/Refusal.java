package io.firedrill.integrations.sandbox.net;

/** Ends the handling of a request with this answer. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    public Refusal(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    public Reply reply() {
        return Reply.refusal(status, code, String.valueOf(getMessage()));
    }
}
