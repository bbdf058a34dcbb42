package dev.cutover.activities.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cutover.activities.digest.CanonicalJson;
import dev.cutover.activities.digest.Sha256;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.deployment.WorkflowRegistration;
import dev.cutover.workflows.evidence.FactLines;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.ColumnChange;
import dev.cutover.workflows.plan.ColumnOutlook;
import dev.cutover.workflows.plan.DbtPlan;
import dev.cutover.workflows.plan.GreenCost;
import dev.cutover.workflows.plan.Outlook;
import dev.cutover.workflows.plan.Outlook.ObjectOutlook;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCheck;
import dev.cutover.workflows.plan.PlannedObject;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.PlannedStatement;
import dev.cutover.workflows.plan.PlannedStatement.Stage;
import dev.cutover.workflows.plan.ProjectPin;
import dev.cutover.workflows.plan.Reason;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.text.PackedLines;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Temporal takes 2 MiB at once; a plan that is larger has to be compressed, and one that is far larger refused in time. */
class PlanSizeTest {
    private static final int TEMPORAL_TAKES = 2 << 20;

    @Test
    void threeThousandModelsWithThreeTestsEachTravel() {
        Plan plan = plan(3_000);

        assertThatCode(() -> PlanSize.check(plan)).doesNotThrowAnyException();
        assertThat(new CanonicalJson().text(plan).getBytes(StandardCharsets.UTF_8).length)
                .as("as plain JSON it would be refused")
                .isGreaterThan(TEMPORAL_TAKES);
        assertThat(WorkflowRegistration.dataConverter()
                        .toPayload(plan)
                        .orElseThrow()
                        .getSerializedSize())
                .isLessThan(TEMPORAL_TAKES / 2);
    }

    @Test
    void aThousandObjectsTravelWithAllThatTheApproverIsTold() {
        Plan plan = plan(1_000, outlook(1_000));

        assertThatCode(() -> PlanSize.check(plan)).doesNotThrowAnyException();
        assertThat(WorkflowRegistration.dataConverter()
                        .toPayload(plan)
                        .orElseThrow()
                        .getSerializedSize())
                .isLessThan(TEMPORAL_TAKES / 2);
        assertThat(plan.outlook().statementList()).hasSize(10_000);
    }

    @Test
    void whatCannotTravelIsRefusedWithItsSizeAndTheWayOut() {
        ApplicationFailure refusal = catchThrowableOfType(ApplicationFailure.class, () -> PlanSize.check(plan(10_000)));

        assertThat(refusal.getType()).isEqualTo(FailureType.PLAN_REFUSED.name());
        assertThat(refusal.getOriginalMessage())
                .startsWith("The plan is too large: 10000 objects and 30000 checks or tests make ")
                .contains("at most 8192 and 1024 KiB")
                .contains("Nothing was created.")
                .contains("Deploy fewer schemas at a time");
    }

    /** The plan of a dbt project as people have them: names of thirty letters, two inputs and three tests for each model. */
    private static Plan plan(int size) {
        return plan(size, Outlook.NONE);
    }

    private static Plan plan(int size, Outlook outlook) {
        List<PlannedObject> objects = new ArrayList<>();
        List<CatalogObject> blue = new ArrayList<>();
        List<PlannedCheck> checks = new ArrayList<>();
        List<DbtPlan.Model> models = new ArrayList<>();
        List<DbtPlan.Test> tests = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ObjectName name = name(i);
            String file = "models/marts/finance/" + name.name() + ".sql";
            objects.add(new PlannedObject(
                    name, ObjectKind.MATERIALIZED_VIEW, "compute", file, 1, List.of(name(i / 2), name(i / 3))));
            blue.add(new CatalogObject("u" + (10_000 + i), name, ObjectKind.MATERIALIZED_VIEW, "u7"));
            models.add(new DbtPlan.Model(
                    "model.analytics." + name.name(),
                    "fqn:analytics.marts.finance." + name.name(),
                    name,
                    false,
                    true,
                    List.of("order_id", "customer_id")));
            for (String kind : List.of("not_null", "unique", "relationships")) {
                String test = kind + "_" + name.name() + "_order_id";
                String digest =
                        Sha256.hex(test.getBytes(StandardCharsets.UTF_8)).substring(0, 10);
                tests.add(new DbtPlan.Test(
                        "test.analytics." + test + "." + digest,
                        "fqn:analytics.marts.finance." + test,
                        test,
                        "models/marts/finance/_finance.yml",
                        null,
                        null));
                checks.add(new PlannedCheck(test, "models/marts/finance/_finance.yml"));
            }
        }
        return new Plan(
                "abcdefgh",
                "prod",
                "alice",
                new ProjectPin("analytics", null, null, "f".repeat(64)),
                null,
                List.of(new PlannedSchema(
                        new SchemaName("materialize", "finance"),
                        Change.REPLACE,
                        "u5",
                        "finance_dbt_deploy",
                        "finance__retired_abcdefgh")),
                List.of(),
                objects,
                checks,
                blue,
                "f".repeat(64),
                List.of(),
                List.of(),
                List.of(),
                Duration.ofSeconds(1),
                Policy.NONE,
                new DbtPlan("prod", "1.10.23", models, tests, List.of(), List.of(), List.of(), null),
                outlook,
                "f".repeat(64));
    }

    /** For each object ten statements, one of them a view of forty columns, and twenty columns that change. */
    private static Outlook outlook(int size) {
        List<ObjectOutlook> objects = new ArrayList<>();
        List<PlannedStatement> statements = new ArrayList<>();
        List<String> facts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ObjectName name = name(i);
            List<ColumnChange> columns = new ArrayList<>();
            StringBuilder select = new StringBuilder("CREATE MATERIALIZED VIEW " + name + " AS SELECT ");
            for (int column = 0; column < 40; column++) {
                String called = "customer_attribute_" + column + "_of_" + i;
                select.append("coalesce(l.")
                        .append(called)
                        .append(", 0) AS ")
                        .append(called)
                        .append(", ");
                if (column % 2 == 0) {
                    columns.add(new ColumnChange.Added(called, "timestamp with time zone"));
                }
            }
            select.append("l.id FROM ").append(name(i / 2)).append(" l");
            objects.add(new ObjectOutlook(
                    name,
                    ObjectKind.MATERIALIZED_VIEW,
                    new Reason.DependsOn(List.of(name(i / 2), name(i / 3)), 0),
                    new ColumnOutlook.Changes(columns)));
            statements.add(PlannedStatement.sent(Stage.DEPLOY, select.toString()));
            for (int more = 0; more < 9; more++) {
                statements.add(PlannedStatement.sent(
                        Stage.DEPLOY, "GRANT SELECT ON TABLE " + name + " TO \"reporting_role_" + more + "\""));
            }
            for (String aspect : List.of("definition", "owner or grants", "comments")) {
                String digest = Sha256.hex((aspect + i).getBytes(StandardCharsets.UTF_8))
                        .substring(0, 10);
                facts.add(FactLines.line("object u" + (10_000 + i), aspect, digest, "materialized view " + name));
            }
        }
        return new Outlook(
                objects, List.of(), GreenCost.UNKNOWN, 3, PlannedStatement.pack(statements), PackedLines.of(facts));
    }

    private static ObjectName name(int i) {
        return new ObjectName("materialize", "finance", "fct_customer_order_lines_" + i);
    }
}
