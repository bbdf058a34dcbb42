package dev.cutover.activities.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.sinks.Feeds.Promoted;
import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.sinks.SinkReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What it takes to move somebody else's sink is asked for at planning, so that no swap ends with a sink left behind. */
class SinkPermissionsTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    @TempDir
    Path folder;

    @Test
    void theStatementsOfTheRefusalAreEnoughToMoveTheSinks() throws Exception {
        asDeployer((feeds, targets, refusal) -> {
            Playground playground = feeds.playground;
            assertThat(refusal)
                    .contains("sink " + playground.database() + ".feeds.totals belongs to " + playground.name("feeder"))
                    .contains("GRANT \"" + playground.name("feeder") + "\" TO")
                    .contains("GRANT CREATE ON CLUSTER \"" + playground.name("feeds") + "\"")
                    .contains("GRANT USAGE ON SCHEMA \"" + playground.database() + "\".\"feeds\"")
                    .contains("GRANT USAGE ON CONNECTION \"" + playground.database() + "\".\"public\".\"kafka\"");
            playground.runAsSystem(refusal.substring(refusal.indexOf("GRANT ")));
            Promoted promoted = promotedAs(feeds, targets);

            assertThat(Feeds.point(targets, Side.RETIRED, promoted).behind()).isEmpty();
            assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop|totals");
        });
    }

    @Test
    void asLongAsAPrivilegeIsTakenBackASinkStaysBehindAndKeepsWhatItReads() throws Exception {
        asDeployer((feeds, targets, refusal) -> {
            feeds.playground.runAsSystem(refusal.substring(refusal.indexOf("GRANT ")));
            Promoted promoted = promotedAs(feeds, targets);
            feeds.playground.runAsSystem("REVOKE {p}_feeder FROM {p}_deployer");

            SinkReport behind = Feeds.point(targets, Side.RETIRED, promoted);
            DropReport dropped = Deployments.drop(targets, Side.RETIRED, promoted.plan(), promoted.green());

            assertThat(behind.followed()).isEmpty();
            assertThat(behind.behind())
                    .hasSize(2)
                    .allMatch(sink -> sink.why().contains("Materialize refused it")
                            && sink.statement().startsWith("ALTER SINK"));
            assertThat(dropped.remaining())
                    .extracting(DropReport.Remaining::name)
                    .anyMatch(name -> name.endsWith("orders"))
                    .anyMatch(name -> name.endsWith("totals"));
            feeds.playground.runAsSystem("GRANT {p}_feeder TO {p}_deployer");
            assertThat(Feeds.point(targets, Side.RETIRED, promoted).behind()).isEmpty();
            assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop|totals");
            assertThat(Deployments.drop(targets, Side.RETIRED, promoted.plan(), promoted.green())
                            .remaining())
                    .isEmpty();
        });
    }

    /** What is done by a role that deploys and may not move the sinks yet. */
    @FunctionalInterface
    private interface Story {
        void tell(Feeds feeds, Targets targets, String refusal) throws Exception;
    }

    private void asDeployer(Story story) throws Exception {
        try (Playground playground = SERVER.playground()) {
            Feeds feeds = new Feeds(playground, folder);
            giveAway(playground);
            Targets targets = name -> playground.targetAs(playground.name("deployer"));
            playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = true");
            try {
                story.tell(
                        feeds,
                        targets,
                        TestActivities.refusalOf(
                                FailureType.PERMISSION_DENIED,
                                () -> Deployments.planning(
                                        targets,
                                        feeds.project(),
                                        feeds.project().input(Feeds.ID))));
            } finally {
                playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = false");
            }
        }
    }

    private static Promoted promotedAs(Feeds feeds, Targets targets) throws Exception {
        Plan plan = Deployments.plan(targets, feeds.project(), feeds.project().input(Feeds.ID));
        Inventory green = feeds.deploy(targets, plan);
        feeds.swapAs(feeds.playground.name("deployer"));
        return new Promoted(plan, green);
    }

    /** What is deployed belongs to the deploying role, the sinks to another. */
    private static void giveAway(Playground playground) throws Exception {
        playground.run(Feeds.SINKS);
        playground.run("""
                CREATE ROLE {p}_deployer; CREATE ROLE {p}_feeder;
                ALTER SCHEMA shop OWNER TO {p}_deployer; ALTER CLUSTER {p}_serve OWNER TO {p}_deployer;
                ALTER MATERIALIZED VIEW shop.orders OWNER TO {p}_deployer;
                ALTER MATERIALIZED VIEW shop.totals OWNER TO {p}_deployer;
                ALTER SINK feeds.totals OWNER TO {p}_feeder; ALTER SINK feeds."Orders, all" OWNER TO {p}_feeder;
                """);
    }
}
