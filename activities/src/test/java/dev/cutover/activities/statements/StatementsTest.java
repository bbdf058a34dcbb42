package dev.cutover.activities.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.cleanup.CleanupActivity;
import dev.cutover.activities.clone.CloneActivity;
import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.evidence.EvidenceActivity;
import dev.cutover.activities.materialize.sql.SqlStatement;
import dev.cutover.activities.materialize.sql.SqlTextException;
import dev.cutover.activities.promotion.PromotionActivity;
import dev.cutover.activities.readiness.ReadinessActivity;
import dev.cutover.activities.sinks.SinkActivity;
import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.CleanupActivities;
import dev.cutover.workflows.activities.CloneActivities;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.cleanup.DropInput;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.plan.PlannedStatement;
import dev.cutover.workflows.plan.PlannedStatement.Stage;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.Promotion;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.RevertInput;
import dev.cutover.workflows.promotion.RevertResult;
import dev.cutover.workflows.readiness.ReadinessInput;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, from the first statement to the last, is what the plan says, and nothing else. */
class StatementsTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "bbbb3333";

    /** What changes nothing by itself: reads, settings of a session, frames of transactions. */
    private static final Pattern NO_CHANGE =
            Pattern.compile("(?is)(SELECT|SHOW|SET|BEGIN|COMMIT|ROLLBACK|WITH|DECLARE|FETCH|CLOSE|EXPLAIN)\\b.*|");

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int, note text);
            CREATE ROLE {p}_reader; CREATE ROLE {p}_writer;
            CREATE SCHEMA shop; CREATE SCHEMA old;
            COMMENT ON SCHEMA shop IS 'the shop''s';
            GRANT USAGE ON SCHEMA shop TO {p}_reader;
            ALTER DEFAULT PRIVILEGES FOR ROLE materialize IN SCHEMA shop GRANT SELECT ON TABLES TO {p}_writer;
            CREATE CLUSTER {p}_serve (SIZE '25cc', REPLICATION FACTOR 2);
            COMMENT ON CLUSTER {p}_serve IS 'serves';
            GRANT USAGE ON CLUSTER {p}_serve TO PUBLIC;
            CREATE VIEW shop.orders AS SELECT id, note FROM public.raw;
            COMMENT ON VIEW shop.orders IS 'orders'; COMMENT ON COLUMN shop.orders.id IS 'its id';
            COMMENT ON COLUMN shop.orders.note IS 'goes';
            CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);
            CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM shop.orders;
            REVOKE SELECT ON shop.totals FROM {p}_writer; GRANT SELECT ON shop.totals TO {p}_reader;
            CREATE VIEW old.lonely AS SELECT 1 AS one;
            CREATE VIEW old.base AS SELECT 2 AS two;
            CREATE VIEW old.above AS SELECT two FROM old.base;
            CREATE VIEW public.stranger AS SELECT n FROM shop.totals;
            """;

    @TempDir
    Path folder;

    @Test
    void everyStatementFromTheCloneToTheCleanupIsInThePlan() throws Exception {
        try (Playground playground = SERVER.playground();
                FaultProxy wire = new FaultProxy(playground.jdbcUrl())) {
            Run run = new Run(playground, wire, folder);
            Inventory green = run.toPromotion();
            run.activities.of(CleanupActivities.class).drop(new DropInput(Side.RETIRED, run.plan, green));

            run.assertSent(Stage.CLONE, Stage.DEPLOY, Stage.SWAP, Stage.SINKS, Stage.CLEANUP);
            assertThat(run.plan.outlook().statementList())
                    .filteredOn(statement -> statement.stage() == Stage.CLEANUP && !statement.certain())
                    .as("what a stranger reads is not promised to be dropped")
                    .anyMatch(statement -> statement.sql().contains("\"totals\""))
                    .noneMatch(statement -> statement.sql().contains("\"lonely\""));
            run.close();
        }
    }

    @Test
    void everyStatementOfARevertIsInThePlan() throws Exception {
        try (Playground playground = SERVER.playground();
                FaultProxy wire = new FaultProxy(playground.jdbcUrl())) {
            Run run = new Run(playground, wire, folder);
            Inventory green = run.toPromotion();
            assertThat(run.activities
                            .of(PromotionActivities.class)
                            .revert(new RevertInput(run.plan, green, run.promotion)))
                    .isInstanceOf(RevertResult.Reverted.class);
            run.activities.of(CleanupActivities.class).drop(new DropInput(Side.REVERTED, run.plan, green));

            run.assertSent(Stage.CLONE, Stage.DEPLOY, Stage.SWAP, Stage.REVERT);
            run.close();
        }
    }

    @Test
    void everyStatementOfGivingUpIsInThePlan() throws Exception {
        try (Playground playground = SERVER.playground();
                FaultProxy wire = new FaultProxy(playground.jdbcUrl())) {
            Run run = new Run(playground, wire, folder);
            Inventory green = run.deploy();
            run.activities.of(CleanupActivities.class).drop(new DropInput(Side.GREEN, run.plan, green));

            run.assertSent(Stage.CLONE, Stage.DEPLOY, Stage.GIVE_UP);
            run.close();
        }
    }

    /** One deployment whose every message is written down. */
    private static final class Run {
        private final FaultProxy wire;
        private final TestActivities activities;
        private final Plan plan;
        private final int before;
        private Promotion promotion;

        Run(Playground playground, FaultProxy wire, Path folder) throws SQLException, IOException {
            this.wire = wire;
            playground.run(PRODUCTION);
            TestProject project = new TestProject(folder, playground)
                    .model(
                            "shop",
                            "orders",
                            "CREATE OR REPLACE VIEW orders AS SELECT id, 'it''s; new' AS label FROM public.raw;"
                                    + " CREATE INDEX IN CLUSTER {p}_serve ON orders (id);"
                                    + " COMMENT ON COLUMN orders.label IS 'a label';"
                                    + " GRANT SELECT ON orders TO {p}_reader;")
                    .model(
                            "shop",
                            "totals",
                            "CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM"
                                    + " shop.orders;")
                    .model("fresh", "daily", "CREATE VIEW fresh.daily AS SELECT n FROM shop.totals;");
            Targets targets = name -> playground.targetAt(wire.jdbcUrl(), "materialize");
            PlanInput input = project.input(ID, "schema old", "old.lonely", "old.base", "old.above", "shop.orders_idx");
            // The comment of green names the workflow, which is the test environment's own in all other steps.
            plan = Deployments.plan(targets, project, new PlanInput(ID, "test-workflow-id", input.request()));
            before = wire.sent().size();
            activities = new TestActivities(
                    new CloneActivity(targets),
                    new DeployActivity(targets, project.source(), project.dbt()),
                    new ReadinessActivity(targets),
                    new EvidenceActivity(targets, project.source(), project.dbt()),
                    new PromotionActivity(targets),
                    new SinkActivity(targets),
                    new CleanupActivity(targets));
        }

        Inventory deploy() {
            Inventory cloned = activities.of(CloneActivities.class).createGreen(plan);
            return activities.of(DeployActivities.class).deploy(new DeployInput(plan, cloned));
        }

        Inventory toPromotion() {
            Inventory green = deploy();
            activities
                    .of(ReadinessActivities.class)
                    .awaitReadiness(new ReadinessInput(plan, green, null, Duration.ofMinutes(1)));
            Evidence evidence = activities.of(EvidenceActivities.class).collect(new EvidenceInput(plan, green));
            PromotionResult result = activities
                    .of(PromotionActivities.class)
                    .promote(new PromoteInput(
                            plan,
                            green,
                            new Decision(Decision.Choice.APPROVE, "tester", plan.shortHash(), null, Instant.now()),
                            evidence.greenFingerprint(),
                            evidence.greenFacts(),
                            Instant.now().plus(Duration.ofHours(1)),
                            plan.policy(),
                            "approved by tester"));
            assertThat(result).isInstanceOf(PromotionResult.Promoted.class);
            promotion = ((PromotionResult.Promoted) result).promotion();
            return green;
        }

        /** Each statement that was sent is one of the list, and each certain one of the list was sent. What the server refuses
         * because of somebody else's change is sent again. */
        void assertSent(Stage... stages) throws SqlTextException {
            List<PlannedStatement> planned = plan.outlook().statementList().stream()
                    .filter(statement -> List.of(stages).contains(statement.stage()))
                    .toList();
            List<String> sent = changes();
            assertThat(sent)
                    .as("each that was sent is in the plan")
                    .allMatch(text -> planned.stream().anyMatch(statement -> statement.matches(text)));
            assertThat(planned)
                    .filteredOn(PlannedStatement::certain)
                    .as("each certain one of the plan was sent")
                    .isNotEmpty()
                    .allMatch(statement -> sent.stream().anyMatch(statement::matches));
        }

        private List<String> changes() throws SqlTextException {
            List<String> changes = new ArrayList<>();
            List<String> messages = wire.sent();
            for (String message : messages.subList(before, messages.size())) {
                for (SqlStatement statement : SqlStatement.split(message)) {
                    if (!NO_CHANGE.matcher(statement.text()).matches()) {
                        changes.add(statement.text());
                    }
                }
            }
            return changes;
        }

        void close() {
            activities.close();
        }
    }
}
