package io.firedrill.engine.port;

/**
 * Whether a system answers, as a value and not an exception: cheap to ask, safe to repeat.
 *
 * @param healthy true when the system answered as expected
 * @param detail what was asked and what came back, one sentence, no secrets
 */
public record Health(boolean healthy, String detail) {
    public static Health good(String detail) {
        return new Health(true, detail);
    }

    public static Health ill(String detail) {
        return new Health(false, detail);
    }
}
