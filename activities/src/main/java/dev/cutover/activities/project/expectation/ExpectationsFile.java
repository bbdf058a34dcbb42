package dev.cutover.activities.project.expectation;

import java.util.function.BiConsumer;

/** The file in which a project says what it expects. */
public final class ExpectationsFile {
    /** Its path inside the project. */
    public static final String PATH = "expect.yaml";

    private ExpectationsFile() {}

    /**
     * Reads its text.
     *
     * @param problem told of what is wrong: a line from 1, or 0 for the file as a whole, and whole sentences
     */
    public static Expectations read(String text, BiConsumer<Integer, String> problem) {
        try {
            return ExpectationsText.read(text);
        } catch (ExpectationsText.Wrong e) {
            problem.accept(e.line(), e.getMessage());
            return Expectations.none();
        }
    }
}
