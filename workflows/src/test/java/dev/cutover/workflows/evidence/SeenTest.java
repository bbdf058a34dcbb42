package dev.cutover.workflows.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.text.PackedLines;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the evidence an approval stands on, and which older evidence still stands. */
class SeenTest {
    private static final ObjectName ORDERS = new ObjectName("materialize", "shop", "orders");

    @ParameterizedTest
    @CsvSource({
        "SAME, SAME, false",
        "SAME, EXPECTED, false",
        "EXPECTED, SAME, false",
        "SAME, NOT_COMPARED, true",
        "SAME, DIFFERENT, true",
        "EXPECTED, DIFFERENT, true",
        "EXPECTED, REFUSED, true",
        "NOT_COMPARED, SAME, false",
        "NOT_COMPARED, DIFFERENT, true",
        "DIFFERENT, DIFFERENT, false",
        "DIFFERENT, NOT_COMPARED, false",
        "DIFFERENT, SAME, false",
        "DIFFERENT, REFUSED, true",
        "REFUSED, DIFFERENT, false"
    })
    void onlyAWorseVerdictOnTheRowsIsWorse(Verdict before, Verdict now, boolean worse) {
        assertThat(Findings.worse(rows(before, 3), rows(now, 4711)).isEmpty()).isEqualTo(!worse);
    }

    @Test
    void aCheckThatFindsOtherRowsThanBeforeIsNoWorseAndOneThatFailsNewlyIs() {
        assertThat(Findings.worse(check(3), check(900))).isEmpty();
        assertThat(Findings.worse(check(3), check(0))).isEmpty();
        assertThat(Findings.worse(check(0), check(1))).containsExactly("the check no_orphans fails");
    }

    @Test
    void aNewDifferenceInStructureIsWorseAndNamed() {
        assertThat(Findings.worse(object("owner ann, was bob"), object("owner ann, was bob", "index i removed")))
                .containsExactly("materialize.shop.orders: index i removed");
        assertThat(Findings.worse(object("owner ann, was bob", "index i removed"), object("index i removed")))
                .isEmpty();
    }

    @Test
    void aDifferenceBeyondTheOnesThatAreNamedIsWorseToo() {
        String[] many =
                IntStream.range(0, 30).mapToObj(number -> "column c" + number).toArray(String[]::new);
        String[] more =
                IntStream.range(0, 31).mapToObj(number -> "column c" + number).toArray(String[]::new);

        assertThat(Findings.worse(object(many), object(more)))
                .containsExactly("materialize.shop.orders: 26 more differences");
    }

    @Test
    void anotherGreenIsWorse() {
        assertThat(Findings.worse(green("a"), green("b")))
                .singleElement()
                .asString()
                .contains("green itself");
    }

    @Test
    void olderEvidenceStandsWhenThePresentOneIsNoWorse() {
        Seen seen = Seen.NONE
                .with("d1", rows(Verdict.DIFFERENT, 1), Set.of())
                .with("d2", rows(Verdict.SAME, 1), Set.of())
                .with("d3", rows(Verdict.DIFFERENT, 2), Set.of());

        assertThat(seen.present()).isEqualTo("d3");
        assertThat(seen.worseSince("d1")).isEmpty();
        assertThat(seen.worseSince("d2"))
                .containsExactly("the rows of materialize.shop.orders differ from production's");
        assertThat(seen.worseSince("unknown")).hasSize(1);
        assertThat(seen.whole("d")).contains("d3");
        assertThat(seen.whole("d1")).contains("d1");
        assertThat(seen.whole("e")).isEmpty();
    }

    @Test
    void itNeverGrowsWithoutLimitAndNeverForgetsThePresentEvidence() {
        Seen seen = Seen.NONE;
        for (int number = 0; number < 1000; number++) {
            seen = seen.with("digest " + number, number % 2 == 0 ? check(0) : check(1), Set.of());
        }

        assertThat(seen.sights().stream()
                        .mapToInt(sight -> sight.digests().size())
                        .sum())
                .isEqualTo(200);
        assertThat(seen.present()).isEqualTo("digest 999");
        assertThat(seen.worseSince("digest 999")).isEmpty();
        assertThat(seen.worseSince("digest 998")).containsExactly("the check no_orphans fails");
    }

    @Test
    void whatAnApprovalStandsOnIsNeverForgotten() {
        Set<String> live = Set.of("approved");
        Seen seen = Seen.NONE.with("approved", check(0), live).with("worse", check(1), live);
        for (int number = 0; number < 1000; number++) {
            seen = seen.with("digest " + number, check(0), live);
        }

        assertThat(seen.worseSince("approved")).isEmpty();
        assertThat(seen.whole("approved")).contains("approved");
        assertThat(seen.worseSince("digest 1")).hasSize(1);
    }

    @Test
    void whetherAnyEvidenceBeforeWasLessBadIsKnown() {
        Seen seen = Seen.NONE.with("d1", check(0), Set.of());
        assertThat(seen.worseThanEver()).isEmpty();

        Seen worse = seen.with("d2", check(1), Set.of());
        assertThat(worse.worseThanEver()).containsExactly("the check no_orphans fails");
        assertThat(worse.with("d3", check(0), Set.of()).worseThanEver()).isEmpty();
    }

    private static PackedLines rows(Verdict verdict, long differing) {
        DataDiff diff = new DataDiff(
                ORDERS,
                verdict,
                1,
                List.of(),
                new DataDiff.Rows(differing, differing, differing, differing, null),
                List.of(),
                null);
        return new Findings().data(List.of(diff)).packed();
    }

    private static PackedLines check(long rows) {
        return new Findings()
                .checks(List.of(new CheckResult("no_orphans", "checks/no_orphans.sql", rows, List.of(), null)))
                .packed();
    }

    private static PackedLines object(String... details) {
        return new Findings()
                .objects(List.of(new ObjectDiff(ORDERS, ObjectKind.VIEW, Difference.CHANGED, List.of(details))))
                .packed();
    }

    private static PackedLines green(String fingerprint) {
        return new Findings().green(fingerprint).packed();
    }
}
