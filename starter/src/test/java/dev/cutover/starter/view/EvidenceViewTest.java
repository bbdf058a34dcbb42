package dev.cutover.starter.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Evidence as text: every verdict on a check in its own words. */
class EvidenceViewTest {
    private static final String ROW = "{\"id\":3}";

    @Test
    void aCheckThatWarnsHasNotPassed() {
        List<String> lines = EvidenceView.lines(evidence(
                check("nulls", 0, CheckVerdict.PASSED),
                check("large", 1, CheckVerdict.WARNED, ROW),
                check("negative", 2, CheckVerdict.FAILED, ROW),
                check("masked", 4, CheckVerdict.WARNED),
                new CheckResult("typo", "f.sql", 0, List.of(), "no such column")));

        assertThat(lines)
                .containsSubsequence(
                        "  check    nulls passed",
                        "  check    large warns with 1 row, such as",
                        "           " + ROW,
                        "  check    negative FAILED with 2 rows, such as",
                        "           " + ROW,
                        "  check    masked warns with 4 rows",
                        "  check    typo could not run: no such column");
    }

    @Test
    void theSummaryCountsWarningsApartAndOneIsNoPlural() {
        assertThat(EvidenceView.summary(evidence(
                        check("a", 0, CheckVerdict.PASSED),
                        check("b", 1, CheckVerdict.WARNED),
                        check("c", 1, CheckVerdict.FAILED))))
                .contains("; 1 of 3 checks passed, 1 warns, 1 failed; ")
                .endsWith("; 1 warning");
        assertThat(EvidenceView.summary(
                        evidence(check("b", 1, CheckVerdict.WARNED), check("c", 1, CheckVerdict.WARNED))))
                .contains("; 0 of 2 checks passed, 2 warn; ");
    }

    private static CheckResult check(String name, int rows, CheckVerdict verdict, String... sample) {
        return new CheckResult(name, name + ".sql", rows, List.of(sample), null, verdict);
    }

    private static Evidence evidence(CheckResult... checks) {
        return new Evidence(
                List.of(),
                List.of(),
                List.of(checks),
                List.of(),
                List.of(),
                0,
                List.of("Look twice."),
                null,
                "f",
                null,
                Instant.EPOCH,
                "digest");
    }
}
