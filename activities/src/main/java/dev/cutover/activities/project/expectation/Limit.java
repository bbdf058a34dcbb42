package dev.cutover.activities.project.expectation;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many rows may differ: a number, or a share of the larger side.
 *
 * @param amount rows, or percent
 * @param percent whether it is a share
 */
public record Limit(BigDecimal amount, boolean percent) {
    private static final Pattern FORM = Pattern.compile("\\d{1,12}|\\d{1,3}(\\.\\d{1,6})?%");

    /** Reads {@code 100} or {@code 0.5%}; empty when it is neither. */
    static Optional<Limit> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        boolean percent = text.endsWith("%");
        return Optional.of(new Limit(new BigDecimal(percent ? text.substring(0, text.length() - 1) : text), percent));
    }

    /** Whether so many differing rows are more than it. */
    public boolean exceededBy(long differing, long largerSide) {
        BigDecimal most =
                percent ? amount.multiply(BigDecimal.valueOf(largerSide)).movePointLeft(2) : amount;
        return BigDecimal.valueOf(differing).compareTo(most) > 0;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + (percent ? "% of the larger side" : " rows");
    }
}
