package io.firedrill.engine.port;

/**
 * A token, key or password while it is in use. Never prints itself: {@link #toString()} is a fixed mark, it has no
 * JSON form, and it is not serializable. Equal when the values are equal; the hash code does not depend on the value,
 * so that it cannot be used to guess it.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        if (value.isBlank()) throw new IllegalArgumentException("A secret is empty.");
        return new Secret(value);
    }

    /** The value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && java.security.MessageDigest.isEqual(
                        value.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        that.value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
