package dev.cutover.activities.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
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
        try (Playground playground = SERVER.playground()) {
            Feeds feeds = new Feeds(playground, folder);
            playground.run(Feeds.SINKS);
            playground.run("""
                    CREATE ROLE {p}_deployer; CREATE ROLE {p}_feeder;
                    ALTER SCHEMA shop OWNER TO {p}_deployer; ALTER CLUSTER {p}_serve OWNER TO {p}_deployer;
                    ALTER MATERIALIZED VIEW shop.orders OWNER TO {p}_deployer;
                    ALTER MATERIALIZED VIEW shop.totals OWNER TO {p}_deployer;
                    ALTER SINK feeds.totals OWNER TO {p}_feeder; ALTER SINK feeds."Orders, all" OWNER TO {p}_feeder;
                    """);
            Targets targets = name -> playground.targetAs(playground.name("deployer"));
            playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = true");
            try {
                String refusal = TestActivities.refusalOf(
                        FailureType.PERMISSION_DENIED,
                        () -> Deployments.planning(
                                targets, feeds.project(), feeds.project().input(Feeds.ID)));

                assertThat(refusal)
                        .contains("sink " + playground.database() + ".feeds.totals belongs to "
                                + playground.name("feeder"))
                        .contains("GRANT \"" + playground.name("feeder") + "\" TO")
                        .contains("GRANT CREATE ON CLUSTER \"" + playground.name("feeds") + "\"")
                        .contains("GRANT USAGE ON SCHEMA \"" + playground.database() + "\".\"feeds\"")
                        .contains("GRANT USAGE ON CONNECTION \"" + playground.database() + "\".\"public\".\"kafka\"");
                playground.runAsSystem(refusal.substring(refusal.indexOf("GRANT ")));
                Plan plan = Deployments.plan(
                        targets, feeds.project(), feeds.project().input(Feeds.ID));
                Inventory green = feeds.deploy(targets, plan);
                feeds.swapAs(playground.name("deployer"));

                assertThat(Feeds.point(targets, Side.RETIRED, plan, green).behind())
                        .isEmpty();
                assertThat(feeds.reads()).containsExactly("Orders, all|shop|orders", "totals|shop|totals");
            } finally {
                playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = false");
            }
        }
    }
}
