package dev.cutover.activities.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Green becomes production while it is being dropped: whoever drops it has looked just before (P2). */
class SwapDuringDropTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int);
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM public.raw;
            """;

    private static final String GREEN = """
            CREATE MATERIALIZED VIEW shop__green_dddd5555.totals IN CLUSTER {p}_serve__green_dddd5555
                AS SELECT count(*) + 1 AS n FROM public.raw;
            """;

    @TempDir
    Path folder;

    @Test
    void nothingOfProductionIsDropped() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = new TestProject(folder, playground)
                    .model(
                            "shop",
                            "totals",
                            "CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) + 1 AS n FROM"
                                    + " public.raw;");
            Plan plan = Deployments.plan(playground.targets(), project, project.input("dddd5555"));
            Inventory green = Deployments.createGreen(playground.targets(), plan);
            playground.run(GREEN);
            try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
                FaultProxy.Rule frozen = proxy.hold("__dropping_dddd5555");
                CompletableFuture<DropReport> drop = CompletableFuture.supplyAsync(() -> Deployments.drop(
                        name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), Side.GREEN, plan, green));
                assertThat(frozen.awaitReached(60)).isTrue();
                playground.run("""
                        ALTER SCHEMA shop RENAME TO shop__retired_dddd5555;
                        ALTER SCHEMA shop__green_dddd5555 RENAME TO shop;
                        ALTER CLUSTER {p}_serve RENAME TO {p}_serve__retired_dddd5555;
                        ALTER CLUSTER {p}_serve__green_dddd5555 RENAME TO {p}_serve;
                        """);
                List<String> promoted = playground.everything();
                frozen.release();

                DropReport report = drop.get(60, TimeUnit.SECONDS);

                assertThat(report.dropped()).isEmpty();
                assertThat(playground.everything()).isEqualTo(promoted);
            }
        }
    }
}
