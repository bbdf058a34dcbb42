package dev.cutover.workflows.evidence;

import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.text.Amount;

/**
 * How the checks went.
 *
 * @param all how many there are
 * @param passed how many found nothing
 * @param warned how many found rows that the project only warns of
 * @param failed how many found rows, or could not be run
 */
public record CheckCounts(int all, int passed, int warned, int failed) {
    /** Counts those of an evidence. */
    public static CheckCounts of(Evidence evidence) {
        return new CheckCounts(
                evidence.checks().size(),
                count(evidence, CheckVerdict.PASSED),
                count(evidence, CheckVerdict.WARNED),
                count(evidence, CheckVerdict.FAILED));
    }

    /** Such as {@code 3 of 4 checks passed, 1 warns}. */
    public String words() {
        return passed + " of " + all + " checks passed"
                + (warned == 0 ? "" : ", " + Amount.of(warned, "warns", "warn"))
                + (failed == 0 ? "" : ", " + failed + " failed");
    }

    private static int count(Evidence evidence, CheckVerdict verdict) {
        return (int) evidence.checks().stream()
                .filter(check -> check.verdict() == verdict)
                .count();
    }
}
