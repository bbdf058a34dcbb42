package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.promotion.PromotionActivity;
import dev.cutover.activities.readiness.ReadinessActivity;
import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.ReadinessInput;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong with dbt-materialize's own deployment macros, and does not here. */
class AdapterDefectsTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dbta1111";

    @TempDir
    private Path folder;

    private Playground playground;

    @BeforeEach
    void installProduction() throws Exception {
        playground = SERVER.playground();
        playground.run(DbtShop.PRODUCTION);
    }

    @AfterEach
    void removeEverything() throws Exception {
        playground.close();
    }

    /**
     * {@code deploy: true} in the project file makes the macros swap schemas and leave clusters; a machine without git makes them
     * fail after the swap; a second promotion swaps back, and so does a first one of which nobody heard the reply; grants on
     * objects and to PUBLIC are lost; and what others built on production is dropped with it.
     */
    @Test
    void aPromotionIsWholeHappensOnceKeepsGrantsAndLosesNobodysWork() throws Exception {
        playground.run("CREATE VIEW public.report AS SELECT n FROM shop_mart.totals");
        TestProject project = project("deploy: true").builtBy(withoutGit());
        Deployed green = deploy(project, project.input(ID));
        List<String> clusters = clusters();

        PromotionResult unheard;
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule lost = proxy.dropReply("; COMMIT", 1);
            unheard = promote(name -> playground.targetAt(proxy.jdbcUrl(), "materialize"), green);
            assertThat(lost.isReached()).isTrue();
        }
        List<String> after = playground.everything();
        PromotionResult repeated = promote(playground.targets(), green);

        assertThat(unheard).isInstanceOf(PromotionResult.Promoted.class);
        assertThat(repeated).isInstanceOf(PromotionResult.Promoted.class);
        assertThat(playground.everything())
                .as("a repeated promotion changes nothing")
                .isEqualTo(after);
        assertThat(playground.rows("SELECT name, amount FROM shop_mart.named ORDER BY name"))
                .containsExactly("France|20", "Germany|40");
        assertThat(clusters())
                .as("the clusters moved with the schemas")
                .hasSameSizeAs(clusters)
                .doesNotContainAnyElementsOf(clusters);
        assertThat(grantees("totals")).contains(playground.name("app"));
        assertThat(grantees("orders")).contains("p");

        DropReport report = Deployments.drop(playground.targets(), Side.RETIRED, green.plan(), green.inventory());

        assertThat(playground.rows("SELECT n FROM public.report"))
                .as("somebody else's view still answers")
                .containsExactly("3");
        assertThat(report.remaining()).extracting(DropReport.Remaining::name).anyMatch(name -> name.contains("totals"));
    }

    /** The macros create the green of a schema under a folded name. */
    @Test
    void namesMayHaveCapitalsAndHyphens() throws Exception {
        playground.run("CREATE SCHEMA \"Shop_Re-Port\"; CREATE VIEW \"Shop_Re-Port\".\"Big Ones\" AS SELECT 1 AS a");
        TestProject project = project("unused: 1")
                .file("dbt_project.yml", projectFile("unused: 1", "'Shop_Re-Port'"))
                .file(
                        "models/other/big.sql",
                        "{{ config(schema='Re-Port', alias='Big Ones') }} SELECT id FROM {{ ref('orders') }}")
                .file("macros/schema.sql", """
                        {% macro generate_schema_name(custom, node) -%}
                        {{ 'Shop_' if custom == 'Re-Port' else 'shop_' }}{{ custom }}{{ '_dbt_deploy' if var('deploy', false) }}
                        {%- endmacro %}
                        """);

        Deployed green = deploy(project, project.input(ID));
        PromotionResult result = promote(playground.targets(), green);

        assertThat(result).isInstanceOf(PromotionResult.Promoted.class);
        assertThat(playground.rows("SELECT count(*) FROM \"Shop_Re-Port\".\"Big Ones\""))
                .containsExactly("3");
    }

    /** What somebody's {@code deploy_init} left half done is completed, belongs to the deployment and goes with it. */
    @Test
    void anEmptyGreenIsAdoptedCompletedAndDropped() throws Exception {
        List<String> before = withoutFence(playground.everything());
        playground.run("CREATE SCHEMA shop_mart_dbt_deploy; COMMENT ON SCHEMA shop_mart_dbt_deploy IS 'pull request 7';"
                + " CREATE CLUSTER {p}_compute_dbt_deploy (SIZE '50cc')");
        TestProject project = project("unused: 1");

        Plan plan = Deployments.plan(playground.targets(), project, project.input(ID, true));
        Inventory cloned = Deployments.createGreen(playground.targets(), plan);

        assertThat(plan.dbt().adopted()).hasSize(2);
        assertThat(playground.rows(
                        "SELECT s.privileges::text FROM mz_catalog.mz_schemas s JOIN mz_catalog.mz_databases d"
                                + " ON d.id = s.database_id WHERE d.name = '{p}' AND s.name = 'shop_mart_dbt_deploy'"))
                .first()
                .asString()
                .as("production grants USAGE to everybody")
                .containsPattern("[{,]\"?(p)?=U");
        assertThat(playground.rows("SELECT size FROM mz_catalog.mz_clusters WHERE name = '{p}_compute_dbt_deploy'"))
                .as("a size of its own is on purpose")
                .containsExactly("50cc");

        Deployments.drop(playground.targets(), Side.GREEN, plan, cloned);

        assertThat(withoutFence(playground.everything())).isEqualTo(before);
    }

    private record Deployed(Plan plan, Inventory inventory) {}

    private Deployed deploy(TestProject project, PlanInput input) throws Exception {
        Plan plan = Deployments.plan(playground.targets(), project, input);
        Inventory cloned = Deployments.createGreen(playground.targets(), plan);
        Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);
        try (TestActivities activities = new TestActivities(new ReadinessActivity(playground.targets()))) {
            Readiness readiness = null;
            while (readiness == null || !readiness.ready()) {
                readiness = activities
                        .of(ReadinessActivities.class)
                        .awaitReadiness(new ReadinessInput(plan, made, readiness, Duration.ofSeconds(30)));
            }
        }
        return new Deployed(plan, made);
    }

    private static PromotionResult promote(Targets targets, Deployed green) {
        Decision approval =
                new Decision(Decision.Choice.APPROVE, "tester", green.plan().shortHash(), null, Instant.now());
        try (TestActivities activities = new TestActivities(new PromotionActivity(targets))) {
            return activities
                    .of(PromotionActivities.class)
                    .promote(new PromoteInput(
                            green.plan(),
                            green.inventory(),
                            approval,
                            green.inventory().greenFingerprint(),
                            Instant.now().plus(Duration.ofHours(1)),
                            green.plan().policy(),
                            "approved by tester"));
        }
    }

    /** Production's totals are read by somebody, so that the small project must go on creating them as they are. */
    private TestProject project(String variable) {
        return DbtShop.project(folder, playground).file("dbt_project.yml", projectFile(variable, ""));
    }

    private static String projectFile(String variable, String moreSchemas) {
        return """
                name: shop
                version: '1.0'
                profile: shop
                vars:
                  %s
                  deployment:
                    production: {schemas: [shop_core, shop_mart, %s], clusters: ["{p}_compute"]}
                models:
                  shop:
                    +persist_docs: {relation: true, columns: true}
                    core: {+schema: core}
                    mart: {+schema: mart}
                seeds:
                  shop: {+schema: mart}
                """.formatted(variable, moreSchemas).replace(", ]", "]");
    }

    private static DbtInstallation withoutGit() {
        DbtInstallation dbt = DbtShop.dbt();
        return new DbtInstallation(
                dbt.command(), Map.of("PATH", "/nonexistent"), null, null, dbt.schema(), null, dbt.threads());
    }

    private List<String> clusters() throws Exception {
        return playground.rows(
                "SELECT name || ' ' || id FROM mz_catalog.mz_clusters WHERE left(name, 8) = '{p}' ORDER BY name");
    }

    private List<String> grantees(String object) throws Exception {
        return playground.rows("SELECT coalesce(r.name, p.grantee) FROM (SELECT"
                + " (mz_internal.mz_aclexplode(o.privileges)).grantee FROM mz_catalog.mz_objects o"
                + " JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id JOIN mz_catalog.mz_databases d ON"
                + " d.id = s.database_id WHERE d.name = '{p}' AND s.name IN ('shop_core', 'shop_mart') AND o.name = '"
                + object + "') p LEFT JOIN mz_catalog.mz_roles r ON r.id = p.grantee");
    }

    private static List<String> withoutFence(List<String> everything) {
        return everything.stream().filter(line -> !line.contains("_cutover_")).toList();
    }
}
