package dev.cutover.workflows.policy;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One field of a cron expression: {@code *}, numbers, names, ranges, steps and lists of them. */
enum CronField {
    MINUTE(0, 59, List.of()),
    HOUR(0, 23, List.of()),
    DAY_OF_MONTH(1, 31, List.of()),
    MONTH(1, 12, List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
    /** Sunday is 0 and 7. */
    DAY_OF_WEEK(0, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

    private static final Pattern PART = Pattern.compile("(\\*|\\w{1,3})(?:-(\\w{1,3}))?(?:/(\\d{1,2}))?");

    private final int least;
    private final int most;
    private final List<String> names;

    CronField(int least, int most, List<String> names) {
        this.least = least;
        this.most = most;
        this.names = names;
    }

    /** The values that a field names; empty when it cannot be read. */
    Optional<BitSet> parse(String text) {
        BitSet values = new BitSet();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches() || !add(values, matcher.group(1), matcher.group(2), matcher.group(3))) {
                return Optional.empty();
            }
        }
        if (this == DAY_OF_WEEK && values.get(7)) {
            values.set(0);
        }
        return Optional.of(values);
    }

    private boolean add(BitSet values, String first, String last, String step) {
        boolean all = first.equals("*");
        int from = all ? least : value(first);
        int open = step == null ? from : most;
        int to = last != null ? value(last) : all ? most : open;
        int by = step == null ? 1 : Integer.parseInt(step);
        if (all && last != null || from < least || to > most || from > to || by == 0) {
            return false;
        }
        for (int value = from; value <= to; value += by) {
            values.set(value);
        }
        return true;
    }

    private int value(String text) {
        int name = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (name >= 0) {
            return name + least;
        }
        return text.chars().allMatch(digit -> digit >= '0' && digit <= '9') ? Integer.parseInt(text) : -1;
    }
}
