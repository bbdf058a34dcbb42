package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.promotion.PromotionResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One team may go over and back: each takes what the other has left as it is, the adapter's macros unchanged. */
class TakingTurnsTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ANSWER = "SELECT name, amount FROM shop_mart.named ORDER BY name";
    private static final String LEFT = "SELECT s.name FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id"
            + " WHERE d.name = '{p}' AND s.name LIKE 'shop%' UNION ALL SELECT name FROM mz_clusters WHERE name LIKE '{p}%'"
            + " ORDER BY 1";

    @TempDir
    private Path folder;

    @Test
    void whatTheMacrosMadeIsAdoptedAndWhatWasPromotedIsProductionToThem() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run(DbtShop.PRODUCTION);
            TestProject project = DbtShop.project(folder, playground);
            DbtByHand macros = new DbtByHand(
                    playground,
                    folder.resolve(playground.prefix()).resolve("project"),
                    Files.createDirectory(folder.resolve("by-hand")));

            macros.run("run-operation", "deploy_init");
            DbtSteps green = DbtSteps.deploy(playground, project, project.input("dbtt1111", true));
            assertThat(green.plan().dbt().adopted())
                    .as("two schemas and a cluster")
                    .hasSize(3);
            assertThat(green.promote(playground.targets())).isInstanceOf(PromotionResult.Promoted.class);
            Deployments.drop(playground.targets(), Side.RETIRED, green.plan(), green.inventory());
            assertThat(playground.rows(ANSWER)).containsExactly("France|20", "Germany|40");

            playground.run("DELETE FROM public.raw_orders WHERE id = 1");
            project.file("seeds/countries.csv", "country,name\nDE,Deutschland\nFR,Frankreich\n");
            macros.run("run-operation", "deploy_init");
            macros.run("seed", "--vars", "deploy: True");
            macros.run("run", "--vars", "deploy: True", "--exclude", "config.materialized:sink");
            macros.run("run-operation", "deploy_await", "--args", "{poll_interval: 1}");
            macros.run("run-operation", "deploy_promote");
            macros.run("run-operation", "deploy_cleanup");

            assertThat(playground.rows(ANSWER)).containsExactly("Deutschland|30", "Frankreich|20");
            assertThat(playground.rows(LEFT))
                    .containsExactlyInAnyOrder("shop_core", "shop_mart", playground.name("compute"));

            DbtSteps again = DbtSteps.deploy(playground, project, project.input("dbtt2222"));
            assertThat(again.promote(playground.targets())).isInstanceOf(PromotionResult.Promoted.class);
            assertThat(playground.rows(ANSWER)).containsExactly("Deutschland|30", "Frankreich|20");
        }
    }
}
