package dev.cutover.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.display.Production;
import dev.cutover.workflows.evidence.DataDiff;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.Seen;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.phase.Phase;
import dev.cutover.workflows.phase.PhaseTime;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.queue.Claim;
import dev.cutover.workflows.request.ParsedRequest;
import dev.cutover.workflows.request.RequestParser;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one run hands over to the next must stay below the server's limit of two megabytes for one input (P7). */
class CarriedTest {
    private static final ObjectMapper JSON = JacksonJsonPayloadConverter.newDefaultObjectMapper();
    private static final int OBJECTS = 1_000;
    private static final int LIMIT = 1_500_000;

    @Test
    void aThousandObjectsAreHandedOverInOneInput() throws Exception {
        Carried carried = carried(evidence().shortened());

        byte[] json = JSON.writeValueAsBytes(carried);

        assertThat(json.length).isLessThan(LIMIT);
        assertThat(Carried.read(JSON.readTree(json))).isEqualTo(carried);
    }

    @Test
    void shortenedEvidenceKeepsWhatAnApprovalHoldsForAndSaysWhatIsLeftOut() {
        Evidence shortened = evidence().shortened();

        assertThat(shortened.digest()).isEqualTo("digest");
        assertThat(shortened.greenFingerprint()).isEqualTo("seen-fingerprint");
        assertThat(shortened.checks()).isEqualTo(evidence().checks());
        assertThat(shortened.objects())
                .hasSize(OBJECTS)
                .allSatisfy(object -> assertThat(object.details()).isEmpty());
        assertThat(shortened.warnings()).hasSize(2).last().asString().contains("left out");
        assertThat(shortened.shortened()).isEqualTo(shortened);
    }

    private static Carried carried(Evidence evidence) throws Exception {
        Plan small = Samples.plan(new PlanInput(
                "abcd2345",
                "shop-prod",
                ((ParsedRequest.Understood) RequestParser.parse(
                                JSON.readTree("{\"target\":\"prod\",\"project\":{\"path\":\"shop\"}}")))
                        .request()));
        Plan plan = new Plan(
                small.deployment(),
                small.target(),
                small.requestedBy(),
                small.project(),
                small.fence(),
                small.schemas(),
                small.clusters(),
                each(name -> new PlannedObject(
                        name,
                        ObjectKind.MATERIALIZED_VIEW,
                        "compute",
                        "models/materialize/shop/" + name.name() + ".sql",
                        12,
                        List.of(name, name))),
                small.checks(),
                each(name -> new CatalogObject("u12345", name, ObjectKind.MATERIALIZED_VIEW, "u123")),
                small.blueFingerprint(),
                small.dependents(),
                small.sinks(),
                small.warnings(),
                small.lagThreshold(),
                small.policy(),
                small.dbt(),
                small.outlook(),
                small.hash());
        Inventory cloned = Samples.cloned(plan);
        Inventory inventory = new Inventory(
                cloned.schemas(),
                cloned.clusters(),
                each(name -> new CatalogObject("u23456", name, ObjectKind.MATERIALIZED_VIEW, "u124")),
                "green-fingerprint");
        return new Carried(
                plan.deployment(),
                1,
                Samples.NOON,
                Samples.NOON,
                new Claim(List.of("schema materialize.shop"), Samples.NOON, true, List.of("shop-b")),
                plan,
                inventory,
                true,
                Samples.ready(),
                3,
                true,
                evidence,
                Samples.NOON,
                Samples.NOON,
                null,
                List.of(),
                Policy.NONE,
                true,
                1,
                null,
                null,
                SinkProgress.until(Samples.NOON).after(List.of(Samples.behind())),
                Production.NOT_YET,
                List.of(),
                List.of(),
                List.of(new PhaseTime(Phase.PROMOTING, Samples.NOON)),
                null,
                List.of(),
                null,
                Told.NOTHING,
                Trend.NOTHING,
                Seen.NONE.with(evidence.digest(), evidence().findings(), Set.of()),
                Freshness.first(Samples.NOON),
                "What was approved by ann is void.",
                true);
    }

    private static Evidence evidence() {
        List<String> details = IntStream.range(0, 100)
                .mapToObj(column -> "column a_column_with_a_long_name_" + column + " added: timestamp with time zone")
                .toList();
        Evidence small = Samples.evidence();
        return new Evidence(
                each(name -> new ObjectDiff(name, ObjectKind.MATERIALIZED_VIEW, Difference.CHANGED, details)),
                each(name -> new DataDiff(
                        name,
                        DataDiff.Verdict.DIFFERENT,
                        100,
                        List.of("a_column_with_a_long_name"),
                        new DataDiff.Rows(1_000_000, 1_000_000, 1, 1, 1L),
                        List.of(new DataDiff.Row(DataDiff.Side.BLUE, "{}")),
                        null)),
                small.checks(),
                small.sinks(),
                small.dependents(),
                0,
                small.warnings(),
                null,
                small.greenFingerprint(),
                small.greenFacts(),
                small.collectedAt(),
                small.digest());
    }

    private static <T> List<T> each(Function<ObjectName, T> made) {
        return IntStream.range(0, OBJECTS)
                .mapToObj(number -> made.apply(new ObjectName(
                        "materialize", "shop__green_abcd2345", "a_model_with_quite_a_long_name_for_a_model_" + number)))
                .toList();
    }
}
