package dev.cutover.starter.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.SinkEffect;
import dev.cutover.workflows.plan.ExternalDependent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The headline counts everything of the evidence that a seeded defect can show in, and nothing that is always said. */
class FindingsTest {
    private static final ObjectName NAME = new ObjectName("materialize", "shop", "orders");
    private static final String ROUTINE =
            "Clusters a, b exist twice, at twice the cost, from the start of the deployment until the end of the hold.";

    @ParameterizedTest
    @EnumSource(names = "SAME", mode = EnumSource.Mode.EXCLUDE)
    void everyDifferenceOfAnObjectIsCounted(Difference difference) {
        Evidence evidence = objects(new ObjectDiff(NAME, ObjectKind.VIEW, difference, List.of("grant gone", "owner")));

        assertThat(Findings.looks(evidence)).singleElement().asString().contains("materialize.shop.orders");
        assertThat(Findings.looks(evidence).toString().contains("(grant gone; 1 more)"))
                .isEqualTo(difference == Difference.CHANGED);
    }

    @Test
    void objectsThatStayTheSameAreNotCounted() {
        Evidence evidence = objects(new ObjectDiff(NAME, ObjectKind.VIEW, Difference.SAME, List.of()));

        assertThat(told(evidence)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(DataDiff.Verdict.class)
    void everyVerdictOnRowsIsToldButThatTheyAreTheSame(DataDiff.Verdict verdict) {
        DataDiff diff = new DataDiff(NAME, verdict, 1, List.of(), null, List.of(), null);
        Evidence evidence = evidence(List.of(), List.of(diff), List.of(), List.of(), List.of(), List.of());

        assertThat(told(evidence)).hasSize(verdict == DataDiff.Verdict.SAME ? 0 : 1);
        assertThat(Findings.stops(evidence)).hasSize(verdict == DataDiff.Verdict.REFUSED ? 1 : 0);
        assertThat(Findings.notes(evidence)).hasSize(verdict == DataDiff.Verdict.EXPECTED ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(CheckVerdict.class)
    void everyCheckThatDidNotPassIsTold(CheckVerdict verdict) {
        CheckResult check = new CheckResult("adds_up", "adds_up.sql", 1, List.of(), null, verdict);
        Evidence evidence = evidence(List.of(), List.of(), List.of(check), List.of(), List.of(), List.of());

        assertThat(told(evidence)).hasSize(verdict == CheckVerdict.PASSED ? 0 : 1);
        assertThat(Findings.stops(evidence)).hasSize(verdict == CheckVerdict.FAILED ? 1 : 0);
    }

    @Test
    void whatStaysOutsideIsTold() {
        ExternalDependent dependent =
                new ExternalDependent(new CatalogObject("u9", NAME, ObjectKind.VIEW, null), List.of(NAME), 1);
        Evidence evidence = evidence(List.of(), List.of(), List.of(), List.of(), List.of(dependent), List.of());

        assertThat(Findings.looks(evidence))
                .singleElement()
                .asString()
                .contains("1 object outside stays with the old version");
    }

    @Test
    void sinksAreToldUnlessBothVersionsHoldTheSameRows() {
        SinkEffect same = new SinkEffect(NAME, NAME, List.of("id"), 0, 0, 0, null);
        SinkEffect differs = new SinkEffect(NAME, NAME, List.of("id"), 1, 2, 3, null);
        SinkEffect unknown = new SinkEffect(NAME, NAME, List.of("id"), 0, 0, 0, "It took too long.");
        Evidence evidence =
                evidence(List.of(), List.of(), List.of(), List.of(same, differs, unknown), List.of(), List.of());

        assertThat(Findings.looks(evidence))
                .containsExactly("2 sinks send no snapshot of what differs: materialize.shop.orders (6 keys),"
                        + " materialize.shop.orders (how much differs is not known).");
    }

    @Test
    void aWarningIsShownAndOneThatIsAlwaysSaidMakesNothingWorse() {
        Evidence routine = warnings(List.of(ROUTINE));
        Evidence both = warnings(List.of(ROUTINE, "Source orders reads everything anew."));

        assertThat(Findings.stops(routine)).isEmpty();
        assertThat(Findings.looks(routine)).isEmpty();
        assertThat(Findings.notes(routine)).containsExactly(ROUTINE);
        assertThat(Findings.looks(both)).containsExactly("Source orders reads everything anew.");
    }

    @Test
    void manyWarningsAreCounted() {
        assertThat(Findings.looks(warnings(Stream.iterate("a", warning -> warning + "a")
                        .limit(1_000)
                        .toList())))
                .hasSize(6)
                .last()
                .isEqualTo("995 more warnings, below.");
    }

    private static List<String> told(Evidence evidence) {
        return Stream.of(Findings.stops(evidence), Findings.looks(evidence), Findings.notes(evidence))
                .flatMap(List::stream)
                .toList();
    }

    private static Evidence objects(ObjectDiff object) {
        return evidence(List.of(object), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static Evidence warnings(List<String> warnings) {
        return evidence(List.of(), List.of(), List.of(), List.of(), List.of(), warnings);
    }

    private static Evidence evidence(
            List<ObjectDiff> objects,
            List<DataDiff> data,
            List<CheckResult> checks,
            List<SinkEffect> sinks,
            List<ExternalDependent> dependents,
            List<String> warnings) {
        return new Evidence(
                objects, data, checks, sinks, dependents, 0, warnings, null, "f", null, Instant.EPOCH, "digest");
    }
}
