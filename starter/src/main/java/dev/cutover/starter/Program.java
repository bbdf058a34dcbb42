package dev.cutover.starter;

/** The command line's own name, as it was called, so that hints can be pasted. */
public final class Program {
    private Program() {}

    /** For example {@code ./cutover}; the launcher passes it on, and without one it is {@code cutover}. */
    public static String name() {
        return System.getProperty("cutover.command", "cutover");
    }
}
