package dev.cutover.e2e.machine;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A program that a test needs beyond Java. Its absence skips the test on a person's machine and fails it in CI. */
final class Requirement {
    private Requirement() {}

    /** What was found, or the end of the test with a sentence that says what is missing. */
    static <T> T of(Optional<T> found, String sentence) {
        if (found.isEmpty()) {
            if (System.getenv("CI") != null) {
                throw new AssertionError(sentence);
            }
            Assumptions.abort(sentence);
        }
        return found.get();
    }
}
