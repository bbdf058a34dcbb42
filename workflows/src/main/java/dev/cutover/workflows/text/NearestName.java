package dev.cutover.workflows.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt name was probably meant to be. */
public final class NearestName {
    private static final int LONGEST_COMPARED = 60;

    private NearestName() {}

    /** The known name that differs from the given one by at most a third of its letters; empty when none does. */
    public static Optional<String> of(String given, Collection<String> known) {
        String wanted = given.substring(0, Math.min(given.length(), LONGEST_COMPARED))
                .toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "");
        return known.stream()
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))));
    }

    /** A hint to append to a message: {@code " (did you mean approve?)"}, or nothing. */
    public static String hint(String given, Collection<String> known) {
        return of(given, known).map(name -> " (did you mean " + name + "?)").orElse("");
    }

    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
