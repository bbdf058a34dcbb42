package dev.cutover.starter.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what what was measured
 * @param measured the numbers, for people
 * @param target what is promised, for people
 * @param met whether the numbers keep the promise
 */
record Finding(String what, String measured, String target, boolean met) {
    /** All findings as a Markdown table. */
    static List<String> table(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        lines.add("| what | measured | target | |");
        lines.add("|---|---|---|---|");
        for (Finding finding : findings) {
            lines.add("| " + finding.what + " | " + finding.measured + " | " + finding.target + " | "
                    + (finding.met ? "met" : "**missed**") + " |");
        }
        return lines;
    }

    /** Milliseconds as seconds with two digits. */
    static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }
}
