package dev.cutover.activities.dbt;

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
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.sinks.SinkReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong with dbt-materialize's own deployment macros, and does not here.
 *
 * <table>
 * <caption>Each defect with the test that shows the difference</caption>
 * <tr><td>a second promotion swaps back</td><td>{@link #aPromotionIsWholeHappensOnceKeepsGrantsAndLosesNobodysWork}</td></tr>
 * <tr><td>the reply to COMMIT is lost, and trying again swaps back</td><td>the same</td></tr>
 * <tr><td>grants on objects and to PUBLIC, owners and comments are lost</td><td>the same, and
 *     {@code CloneActivityTest.nothingDiffersButNames}</td></tr>
 * <tr><td>clean-up drops what others built on old production</td><td>the same</td></tr>
 * <tr><td>{@code deploy} in the project file swaps schemas and leaves clusters</td><td>the same</td></tr>
 * <tr><td>without git, the promotion fails after the swap</td><td>the same</td></tr>
 * <tr><td>names with capitals and hyphens</td><td>{@link #namesMayHaveCapitalsAndHyphens}</td></tr>
 * <tr><td>a green whose creation was interrupted never gets its grants</td><td>
 *     {@link #anEmptyGreenIsAdoptedCompletedAndDropped}</td></tr>
 * <tr><td>with a {@code generate_cluster_name} of the project's own, grants come from the wrong cluster</td><td>
 *     {@link DbtProjectKindsTest#clustersMayBeCalledAsTheProjectsOwnMacrosSay}</td></tr>
 * <tr><td>schemas of stored test failures, and old production, stay under the names of green</td><td>
 *     {@link #nothingIsLeftUnderTheNamesOfGreen}</td></tr>
 * <tr><td>sinks with an alias, with several inputs, over a {@code source()}, or of nobody's project are left behind or pointed
 *     at something else</td><td>{@link #everySinkFollowsWhateverItsProjectSaysOfIt}</td></tr>
 * <tr><td>a sink that fails keeps the later ones from following</td><td>
 *     {@code SinkActivityTest.aSinkThatNeverAnswersDoesNotKeepTheOthers}</td></tr>
 * <tr><td>an empty green is promoted</td><td>{@link DbtResumeTest#aDbtThatBuildsNothingDoesNotMakeAnEmptyGreenPass}</td></tr>
 * <tr><td>a green that is not hydrated is promoted, unless one asks to wait</td><td>
 *     {@code PromoteTest.greenThatIsNotReadyIsNotSwapped}</td></tr>
 * <tr><td>waiting ends too early: no lag known yet, no row of a replica, a crash loop that is none of memory</td><td>
 *     {@code VerdictsTest}</td></tr>
 * <tr><td>building again after an interruption drops and hydrates everything</td><td>{@link DbtResumeTest}, and with a killed
 *     worker {@code KilledDbtTest}</td></tr>
 * <tr><td>a {@code ref()} that leaves the deployment means an empty schema; a model may name a cluster that nobody makes</td><td>
 *     {@link DbtRefusalTest#everythingThatIsWrongIsNamedAtOnceWithItsFile}</td></tr>
 * <tr><td>a sink in a deployed schema writes everything twice</td><td>the same</td></tr>
 * <tr><td>seeds stay in old production</td><td>
 *     {@link DbtDeploymentTest#dbtBuildsInGreenWhatThePlanSaysAndGreenHasWhatPeopleHad}</td></tr>
 * <tr><td>two people may build in one green</td><td>{@link DbtRefusalTest#theGreenOfAnotherDeploymentIsWaitedFor},
 *     {@link DbtRefusalTest#anEmptyGreenOfSomebodyIsNotTakenUnasked}</td></tr>
 * <tr><td>what the project does not know in a deployed schema or on a deployed cluster disappears</td><td>
 *     {@code PlanRefusalTest.whatIsInBlueAndNotInTheProjectIsListedWithTheEntriesToAdd},
 *     {@code PlanRefusalTest.somebodyElsesObjectOnADeployedClusterWouldBeLeftBehind}</td></tr>
 * <tr><td>ownership is not looked at before the swap</td><td>
 *     {@code PermissionsTest.everythingThatIsMissingIsNamedWithTheStatementThatGivesIt}</td></tr>
 * <tr><td>three conflicts with others' changes end the promotion</td><td>
 *     {@code PromoteTest.foreignChangesOfTheCatalogOnlyDelayTheSwap}</td></tr>
 * <tr><td>there is no way back</td><td>{@code RevertAndBurnTest.aRevertBringsBackExactlyWhatWasThere}</td></tr>
 * </table>
 */
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
        DbtSteps green = DbtSteps.deploy(playground, project, project.input(ID));
        List<String> clusters = clusters();

        PromotionResult unheard;
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule lost = proxy.dropReply("; COMMIT", 1);
            unheard = green.promote(name -> playground.targetAt(proxy.jdbcUrl(), "materialize"));
            assertThat(lost.isReached()).isTrue();
        }
        List<String> after = playground.everything();
        PromotionResult repeated = green.promote(playground.targets());

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

        DbtSteps green = DbtSteps.deploy(playground, project, project.input(ID));
        PromotionResult result = green.promote(playground.targets());

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

    /** The macros leave schemas of stored test failures behind, and old production under the names of green until somebody cleans up. */
    @Test
    void nothingIsLeftUnderTheNamesOfGreen() throws Exception {
        playground.run("CREATE SCHEMA shop_mart_dbt_deploy; CREATE CLUSTER {p}_compute_dbt_deploy (SIZE '25cc')");
        TestProject project = project("unused: 1")
                .file(
                        "tests/free.sql",
                        "{{ config(store_failures=true) }} SELECT id FROM {{ ref('orders') }} WHERE amount = 0");
        DbtSteps green = DbtSteps.deploy(playground, project, project.input(ID, true));
        assertThat(DbtShop.evidence(playground, project, green.plan(), green.inventory())
                        .checks())
                .hasSize(3);
        assertThat(underNamesOfGreen())
                .as("all of them known to the deployment")
                .containsExactlyInAnyOrder(
                        "shop_core_dbt_deploy",
                        "shop_mart_dbt_deploy",
                        "shop_dbt_test__audit_dbt_deploy",
                        playground.name("compute_dbt_deploy"));

        assertThat(green.promote(playground.targets())).isInstanceOf(PromotionResult.Promoted.class);
        DropReport report = Deployments.drop(playground.targets(), Side.RETIRED, green.plan(), green.inventory());

        assertThat(report.remaining()).isEmpty();
        assertThat(underNamesOfGreen()).isEmpty();
    }

    /**
     * The macros look for sinks in the project, by the name of the model and not by its alias, and take the first thing that it
     * depends on for what it reads; a {@code source()} there fails the promotion after the swap.
     */
    @Test
    void everySinkFollowsWhateverItsProjectSaysOfIt() throws Exception {
        playground.run("""
                CREATE SCHEMA shop_feeds;
                CREATE CLUSTER {p}_feeds (SIZE '25cc');
                CREATE CONNECTION public.kafka TO KAFKA (BROKER 'localhost:9092') WITH (VALIDATE = false);
                CREATE MATERIALIZED VIEW shop_mart.ranking IN CLUSTER {p}_compute AS SELECT id FROM public.raw_orders;
                """);
        TestProject project = project("unused: 1")
                .file(
                        "models/mart/ranking_model.sql",
                        "{{ config(materialized='materialized_view', cluster='{p}_compute', alias='ranking') }}"
                                + " SELECT id, amount FROM {{ ref('orders') }}")
                .file("models/live.yml", "sources: [{name: live, schema: shop_mart, tables: [{name: ranking}]}]");
        List<String> inputs = List.of(
                "FROM {{ ref('ranking_model') }}",
                "-- depends_on: {{ ref('orders') }}\nFROM {{ ref('ranking_model') }}",
                "FROM {{ source('live', 'ranking') }}");
        List<String> sinks = List.of("aliased", "several_inputs", "over_a_source");
        for (int i = 0; i < inputs.size(); i++) {
            createSink("shop_feeds." + sinks.get(i));
            project = project.file(
                    "models/feeds/feed_" + i + ".sql",
                    "{{ config(materialized='sink', schema='feeds', cluster='{p}_feeds', alias='" + sinks.get(i)
                            + "') }}\n" + inputs.get(i) + " INTO " + into(sinks.get(i)));
        }
        createSink("public.of_nobody");
        DbtSteps green = DbtSteps.deploy(playground, project, project.input(ID));

        assertThat(green.promote(playground.targets())).isInstanceOf(PromotionResult.Promoted.class);
        assertThat(readBySinks()).as("a sink follows ids").noneMatch(read -> read.endsWith("|shop_mart|ranking"));
        SinkReport report = green.pointSinks(playground.targets());

        assertThat(report.behind()).isEmpty();
        assertThat(readBySinks())
                .containsExactly(
                        "aliased|shop_mart|ranking",
                        "of_nobody|shop_mart|ranking",
                        "over_a_source|shop_mart|ranking",
                        "several_inputs|shop_mart|ranking");
    }

    private void createSink(String name) throws Exception {
        playground.run("CREATE SINK " + name + " IN CLUSTER {p}_feeds FROM shop_mart.ranking INTO " + into(name));
    }

    private static String into(String name) {
        return "KAFKA CONNECTION public.kafka (TOPIC '{p}_" + name.replace('.', '_')
                + "') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT";
    }

    /** Each sink with the schema and the name of what it reads. */
    private List<String> readBySinks() throws Exception {
        return playground.rows("SELECT k.name, s.name, r.name FROM mz_sinks k"
                + " JOIN mz_internal.mz_object_dependencies d ON d.object_id = k.id"
                + " JOIN mz_objects r ON r.id = d.referenced_object_id AND r.type <> 'connection'"
                + " JOIN mz_schemas s ON s.id = r.schema_id JOIN mz_databases db ON db.id = s.database_id"
                + " AND db.name = '{p}' ORDER BY k.name");
    }

    private List<String> underNamesOfGreen() throws Exception {
        return playground.rows("SELECT s.name FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id"
                + " WHERE d.name = '{p}' AND s.name LIKE '%_dbt_deploy' UNION ALL SELECT name FROM mz_clusters"
                + " WHERE name LIKE '{p}_%_dbt_deploy'");
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
