package dev.cutover.starter.page;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.SinkEffect;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.ColumnChange;
import dev.cutover.workflows.plan.ColumnOutlook;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.plan.GreenCost;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.plan.Reason;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.readiness.Moment;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.Readiness.ClusterReadiness;
import dev.cutover.workflows.readiness.Readiness.Verdict;
import dev.cutover.workflows.status.Status;
import dev.cutover.workflows.text.PackedLines;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A deployment in which every text that comes from outside is the same one, such as an attack. */
final class Hostile {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Hostile() {}

    /** The page of such a deployment. */
    static String page(String text) {
        return page(text, evidence(text));
    }

    /** The page of a harmless deployment with this evidence. */
    static String page(Evidence evidence) {
        return page("harmless", evidence);
    }

    private static String page(String text, Evidence evidence) {
        return EvidencePage.of(
                status(text),
                plan(text),
                evidence,
                List.of(
                        new Moment(NOON, 0, 4, null),
                        new Moment(NOON.plusSeconds(10), 3, 4, 5_000L),
                        new Moment(NOON.plusSeconds(30), 4, 4, 300L)),
                List.of("cutover approve " + text));
    }

    static Status status(String text) {
        return new Status(
                "abcd2345",
                text,
                Phase.AWAITING_DECISION,
                null,
                null,
                text,
                text,
                text,
                NOON,
                List.of(),
                List.of(),
                text,
                null,
                new Readiness(Verdict.READY, List.of(new ClusterReadiness(text, 4, 4, 300L, text)), List.of(), 0, NOON),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Plan plan(String text) {
        return new Plan(
                "abcd2345",
                text,
                text,
                new ProjectPin(text, text, text, text),
                null,
                List.of(new PlannedSchema(new SchemaName(text, text), Change.REPLACE, "u1", text, text)),
                List.of(new PlannedCluster(text, Change.NEW, null, text, null, List.of())),
                List.of(),
                List.of(),
                List.of(),
                "f",
                List.of(),
                List.of(),
                List.of(text),
                Duration.ofSeconds(1),
                Policy.NONE,
                null,
                outlook(text),
                text);
    }

    private static Outlook outlook(String text) {
        ObjectName name = new ObjectName(text, text, text);
        return new Outlook(
                List.of(new Outlook.ObjectOutlook(
                        name,
                        ObjectKind.VIEW,
                        new Reason.DependsOn(List.of(name), 0),
                        new ColumnOutlook.Changes(List.of(new ColumnChange.Removed(text, text))))),
                List.of(text),
                new GreenCost(
                        List.of(new GreenCost.ClusterCost(text, List.of(text), BigDecimal.TEN)),
                        BigDecimal.TEN,
                        Duration.ofHours(2),
                        new BigDecimal(20)),
                0,
                PackedLines.NONE,
                PackedLines.NONE);
    }

    /** Evidence in which this many objects are new, each with as many details as are ever shown of one. */
    static Evidence manyObjects(int count) {
        List<String> details = IntStream.range(0, 24)
                .mapToObj(number -> "column of_some_length_" + number + ": character varying not null")
                .toList();
        return new Evidence(
                IntStream.range(0, count)
                        .mapToObj(number -> new ObjectDiff(
                                new ObjectName("materialize", "shop", "object_" + number),
                                ObjectKind.VIEW,
                                Difference.ADDED,
                                details))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of(),
                null,
                "f",
                null,
                NOON,
                "digest");
    }

    static Evidence evidence(String text) {
        ObjectName name = new ObjectName(text, text, text);
        return new Evidence(
                List.of(new ObjectDiff(name, ObjectKind.VIEW, Difference.REMOVED, List.of(text, text))),
                List.of(
                        new DataDiff(
                                name,
                                DataDiff.Verdict.DIFFERENT,
                                2,
                                List.of(text),
                                new DataDiff.Rows(10, 11, 1, 2, 1L),
                                List.of(
                                        new DataDiff.Row(DataDiff.Side.BLUE, text),
                                        new DataDiff.Row(DataDiff.Side.GREEN, text)),
                                text),
                        new DataDiff(name, DataDiff.Verdict.NOT_COMPARED, 0, List.of(), null, List.of(), text)),
                List.of(
                        new CheckResult(text, text, 3, List.of(text), null),
                        new CheckResult(text, text, 0, List.of(), text)),
                List.of(new SinkEffect(name, name, List.of(text), 1, 2, 3, null)),
                List.of(new ExternalDependent(new CatalogObject("u9", name, ObjectKind.VIEW, null), List.of(name), 1)),
                3,
                List.of(text),
                null,
                "f",
                null,
                NOON,
                text);
    }
}
