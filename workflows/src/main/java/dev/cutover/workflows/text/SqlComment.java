package dev.cutover.workflows.text;

import java.util.regex.Pattern;

/** Comments among statements that people paste. */
public final class SqlComment {
    private static final Pattern LINE_BREAK = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private SqlComment() {}

    /** A comment to the end of its line. A name in it may hold a line break, and what follows that would be executed. */
    public static String line(String text) {
        return "-- " + LINE_BREAK.matcher(text).replaceAll(" ");
    }
}
