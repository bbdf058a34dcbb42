package dev.cutover.starter.view;

import java.util.regex.Pattern;

/** Names and texts that anybody may have given, in one line of which everything is seen. */
final class Visible {
    /** What draws nothing, or turns the direction of what follows. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private Visible() {}

    /** The text with each hidden character as its code, such as {@code \\u202e}. */
    static String text(String given) {
        return HIDDEN.matcher(given)
                .replaceAll(hidden -> String.format("\\\\u%04x", hidden.group().codePointAt(0)));
    }
}
