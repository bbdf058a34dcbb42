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
 * @param verdict whether the numbers keep the promise
 */
record Finding(String what, String measured, String target, Verdict verdict) {
    /** Whether a promise is kept. */
    enum Verdict {
        MET("met"),
        MISSED("**missed**");

        private final String shown;

        Verdict(String shown) {
            this.shown = shown;
        }
    }

    /** A line with a promise. */
    static Finding judged(String what, String measured, String target, boolean met) {
        return new Finding(what, measured, target, met ? Verdict.MET : Verdict.MISSED);
    }

    /** All findings as a Markdown table. */
    static List<String> table(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        lines.add("| what | measured | target | |");
        lines.add("|---|---|---|---|");
        for (Finding finding : findings) {
            lines.add("| " + finding.what + " | " + finding.measured + " | " + finding.target + " | "
                    + finding.verdict.shown + " |");
        }
        return lines;
    }

    /** Milliseconds as seconds with two digits. */
    static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f s", millis / 1000);
    }
}
