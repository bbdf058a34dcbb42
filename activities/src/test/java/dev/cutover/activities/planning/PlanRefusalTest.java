package dev.cutover.activities.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.target.Target;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.plan.PlanInput;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.request.DeploymentRequest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Each refusal says what, why and what to type, and leaves the server as it was. */
class PlanRefusalTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "cccc4444";

    private static final String PRODUCTION = """
            CREATE TABLE public.raw (id int);
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE CLUSTER {p}_other (SIZE '25cc');
            CREATE VIEW shop.orders AS SELECT id FROM public.raw;
            CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsInBlueAndNotInTheProjectIsListedWithTheEntriesToAdd() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(
                    PRODUCTION + "CREATE VIEW shop.\"Old report\" AS SELECT 1 AS a; CREATE VIEW shop.extra AS SELECT"
                            + " 2 AS a;");

            String refusal = refusal(playground, shop(playground));

            assertThat(refusal)
                    .contains(
                            "View " + playground.database()
                                    + ".shop.extra of materialize is in a deployed schema and not in" + " the project.",
                            "View " + playground.database() + ".shop.Old report",
                            "\"removes\": [\"shop.\\\"Old report\\\"\", \"shop.extra\"]",
                            "Production is untouched.");
        }
    }

    @Test
    void theEntriesThatTheRefusalProposesAreAccepted() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(
                    PRODUCTION + "CREATE VIEW shop.\"Old report\" AS SELECT 1 AS a; CREATE VIEW shop.extra AS SELECT"
                            + " 2 AS a;");
            TestProject project = shop(playground);

            assertThat(Deployments.plan(
                                    playground.targets(),
                                    project,
                                    project.input(ID, "shop.\"Old report\"", playground.database() + ".shop.extra"))
                            .blue())
                    .hasSize(4);
        }
    }

    @Test
    void aTableInADeployedSchemaWouldLoseItsRows() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION + "CREATE TABLE shop.carts (id int); INSERT INTO shop.carts VALUES (1);");

            assertThat(refusal(playground, shop(playground)))
                    .contains("Table " + playground.database() + ".shop.carts", "its rows would stay behind");
        }
    }

    @Test
    void aSinkInADeployedSchemaCannotBeCloned() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION + """
                    CREATE CONNECTION public.kafka TO KAFKA (BROKER '127.0.0.1:19092', SECURITY PROTOCOL PLAINTEXT)
                        WITH (VALIDATE = false);
                    CREATE MATERIALIZED VIEW public.totals IN CLUSTER {p}_other AS SELECT count(*) AS n FROM public.raw;
                    CREATE SINK shop.totals_out IN CLUSTER {p}_other FROM public.totals INTO KAFKA CONNECTION public.kafka
                        (TOPIC '{p}-totals') KEY (n) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT;
                    """);

            assertThat(refusal(playground, shop(playground)))
                    .contains("Sink " + playground.database() + ".shop.totals_out", "is in a deployed schema");
        }
    }

    @Test
    void aTableIsNotReplacedByAViewOfTheSameName() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION + "CREATE TABLE shop.carts (id int);");
            TestProject project =
                    shop(playground).model("shop", "carts", "CREATE VIEW shop.carts AS SELECT id FROM public.raw;");

            assertThat(refusal(playground, project)).contains("Table " + playground.database() + ".shop.carts");
        }
    }

    @Test
    void somebodyElsesObjectOnADeployedClusterWouldBeLeftBehind() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION
                    + "CREATE MATERIALIZED VIEW public.theirs IN CLUSTER {p}_serve AS SELECT id FROM public.raw;");

            assertThat(refusal(playground, shop(playground)))
                    .contains(
                            "Materialized view " + playground.database() + ".public.theirs",
                            "runs on a deployed cluster",
                            "\"public.theirs\"");
        }
    }

    @Test
    void entriesThatMatchNothingAreRefused() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);

            String refusal = refusal(
                    playground,
                    shop(playground),
                    "shop.nope",
                    "shop.orders",
                    "schema nope",
                    "schema shop",
                    "cluster {p}_nope",
                    "cluster {p}_serve",
                    "what");

            assertThat(refusal)
                    .contains(
                            "removes names shop.nope, which is in no deployed schema",
                            "removes names shop.orders, but the project still creates it",
                            "removes names schema " + playground.database() + ".nope, which production does not have",
                            "removes names schema " + playground.database() + ".shop, but the project still has it",
                            "removes names cluster " + playground.name("nope") + ", which production does not have",
                            "removes names cluster " + playground.name("serve") + ", but the project still uses it",
                            "removes holds 'what', which is none of");
        }
    }

    @Test
    void aReferenceToNothingIsRefusedWithItsPlace() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = shop(playground)
                    .model("shop", "report", "CREATE VIEW shop.report AS\nSELECT *\nFROM public.nothing;");

            String refusal = refusal(playground, FailureType.INVALID_PROJECT, project);

            assertThat(refusal)
                    .contains(
                            "models/" + playground.database() + "/shop/report.sql:3:6",
                            playground.database() + ".public.nothing");
        }
    }

    @Test
    void aDetourThroughSomebodyElsesViewWouldReadTheOldVersion() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(
                    PRODUCTION + "CREATE VIEW public.detour AS SELECT id FROM shop.orders; CREATE VIEW public.longer AS"
                            + " SELECT id FROM public.detour;");
            TestProject project = shop(playground)
                    .model("shop", "report", "CREATE VIEW shop.report AS SELECT id FROM public.longer;");

            assertThat(refusal(playground, project))
                    .contains("shop/report.sql:1:", "public.longer", "shop.orders, which is replaced");
        }
    }

    @Test
    void aClusterThatNobodyMakesIsRefusedWithItsPlace() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = shop(playground)
                    .model(
                            "shop",
                            "totals",
                            "CREATE MATERIALIZED VIEW shop.totals\nIN CLUSTER {p}_nowhere AS SELECT 1 AS a;");

            assertThat(refusal(playground, FailureType.INVALID_PROJECT, project))
                    .contains("shop/totals.sql:2:12", playground.name("nowhere"), "clusters/");
        }
    }

    @Test
    void anUnmanagedClusterWithoutReplicasNeedsAFile() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(
                    "CREATE SCHEMA shop; CREATE TABLE public.raw (id int); CREATE CLUSTER {p}_serve REPLICAS ();");

            assertThat(refusal(playground, shop(playground)))
                    .contains("is unmanaged and has no replicas", "clusters/" + playground.name("serve") + ".sql");
        }
    }

    @Test
    void aDatabaseThatDoesNotExistIsRefused() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            TestProject project = shop(playground)
                    .file("models/{p}_nowhere/shop/v.sql", "CREATE VIEW {p}_nowhere.shop.v AS SELECT 1 AS a;");

            assertThat(refusal(playground, project))
                    .contains("database " + playground.name("nowhere"), "does not exist");
        }
    }

    @Test
    void twoFencesAreRefused() throws SQLException {
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION
                    + "CREATE SCHEMA \"_cutover_{p}_1_abcdefgh\"; CREATE SCHEMA \"_cutover_{p}_2_abcdefgh\";");

            assertThat(refusal(playground, FailureType.FENCE_UNCLEAR, shop(playground)))
                    .contains("2 fences");
        }
    }

    @Test
    void whereSomebodyElseHasToApproveTheRequestMustSayWhoAsks() throws SQLException {
        Policy others = new Policy(1, List.of(), false, List.of(), null, List.of(), List.of(), Signatures.OFF, null);
        try (Playground playground = SERVER.playground()) {
            playground.run(PRODUCTION);
            Target open = playground.target();
            Target strict = new Target(open.name(), open.jdbcUrl(), open.user(), open.password(), null, 2, others);
            TestProject project = shop(playground);
            PlanInput asked = project.input(ID);

            String refusal = TestActivities.refusalOf(
                    FailureType.PLAN_REFUSED,
                    () -> Deployments.plan(name -> strict, project, by(DeploymentRequest.NOBODY, asked)));

            assertThat(refusal).contains("somebody else approves", "give requestedBy");
            assertThat(Deployments.plan(name -> strict, project, by("kim", asked))
                            .requestedBy())
                    .isEqualTo("kim");
        }
    }

    private static PlanInput by(String requester, PlanInput input) {
        DeploymentRequest asked = input.request();
        return new PlanInput(
                input.deployment(),
                input.workflowId(),
                new DeploymentRequest(
                        asked.target(),
                        asked.project(),
                        requester,
                        asked.dryRun(),
                        asked.holdFor(),
                        asked.approvalExpiresAfter(),
                        asked.hydrationTimeout(),
                        asked.lagThreshold(),
                        asked.sinkTimeout(),
                        asked.onConflict(),
                        asked.queueTimeout(),
                        asked.removes(),
                        asked.adopt()));
    }

    private String refusal(Playground playground, TestProject project, String... removes) throws SQLException {
        return refusal(playground, FailureType.PLAN_REFUSED, project, removes);
    }

    private static String refusal(Playground playground, FailureType type, TestProject project, String... removes)
            throws SQLException {
        List<String> before = playground.everything();
        String refusal = TestActivities.refusalOf(
                type, () -> Deployments.plan(playground.targets(), project, project.input(ID, removes)));
        assertThat(playground.everything()).as("the server after the refusal").isEqualTo(before);
        return refusal;
    }

    private TestProject shop(Playground playground) {
        return new TestProject(folder, playground)
                .model(
                        "shop",
                        "orders",
                        "CREATE VIEW shop.orders AS SELECT id + 1 AS id FROM public.raw;\nCREATE INDEX orders_idx IN"
                                + " CLUSTER {p}_serve ON shop.orders (id);");
    }
}
