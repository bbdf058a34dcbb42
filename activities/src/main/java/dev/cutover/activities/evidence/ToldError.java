package dev.cutover.activities.evidence;

import dev.cutover.activities.project.expectation.Expectations;
import java.util.regex.Pattern;

/** An error of the server as it may be told: some quote the value that they are about (P9). */
final class ToldError {
    private static final Pattern ABOUT_A_VALUE =
            Pattern.compile("(?is).*(invalid input syntax|evaluation error|out of range|invalid value|cannot cast).*");

    private ToldError() {}

    static String of(Expectations expectations, String message) {
        return expectations.masksAnything() && ABOUT_A_VALUE.matcher(message).matches()
                ? "A value could not be computed. What the server says about it is left out, since it may quote a value that"
                        + " expect.yaml masks."
                : message;
    }
}
