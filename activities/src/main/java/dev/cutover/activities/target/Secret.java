package dev.cutover.activities.target;

/** A value that never shows itself: its text form is three stars (P9). */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value; null means that there is none. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value, for the one place that must send it; null when there is none. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
