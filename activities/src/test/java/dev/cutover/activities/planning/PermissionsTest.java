package dev.cutover.activities.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One test after the other, since privilege checks are switched for the whole server. */
@Execution(ExecutionMode.SAME_THREAD)
class PermissionsTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "dddd5555";

    private static final String PRODUCTION = """
            CREATE ROLE {p}_deployer;
            CREATE ROLE {p}_owner;
            CREATE ROLE {p}_app;
            CREATE TABLE public.raw (id int);
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE VIEW shop.orders AS SELECT id FROM public.raw;
            CREATE INDEX orders_idx IN CLUSTER {p}_serve ON shop.orders (id);
            ALTER DEFAULT PRIVILEGES FOR ROLE {p}_owner IN SCHEMA shop GRANT SELECT ON TABLES TO {p}_app;
            ALTER VIEW shop.orders OWNER TO {p}_owner;
            ALTER SCHEMA shop OWNER TO {p}_owner;
            ALTER CLUSTER {p}_serve OWNER TO {p}_owner;
            """;

    @TempDir
    Path folder;

    private Playground playground;

    @BeforeEach
    void production() throws SQLException {
        playground = SERVER.playground();
        playground.run(PRODUCTION);
    }

    @AfterEach
    void close() throws SQLException {
        playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = false;");
        playground.close();
    }

    @Test
    void everythingThatIsMissingIsNamedWithTheStatementThatGivesIt() throws SQLException {
        List<String> before = playground.everything();
        playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = true;");

        String refusal = refusal();

        String deployer = "\"" + playground.name("deployer") + "\"";
        String database = "\"" + playground.database() + "\"";
        assertThat(refusal)
                .contains(
                        "GRANT \"" + playground.name("owner") + "\" TO " + deployer + ";",
                        "GRANT CREATE ON DATABASE " + database + " TO " + deployer + ";",
                        "GRANT USAGE ON DATABASE " + database + " TO " + deployer + ";",
                        "GRANT CREATECLUSTER ON SYSTEM TO " + deployer + ";",
                        "GRANT SELECT ON TABLE " + database + ".\"public\".\"raw\" TO " + deployer + ";",
                        "schema " + playground.database() + ".shop belongs to " + playground.name("owner"),
                        "Production is untouched.");
        assertThat(playground.everything()).isEqualTo(before);
    }

    @Test
    void theStatementsOfTheRefusalAreEnoughForPlanCloneAndDrop() throws SQLException {
        playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = true;");
        String refusal = refusal();
        playground.runAsSystem(refusal.substring(refusal.indexOf("GRANT ")));
        Targets targets = name -> playground.targetAs(playground.name("deployer"));
        TestProject project = shop();

        Plan plan = Deployments.plan(targets, project, project.input(ID));
        Inventory green = Deployments.createGreen(targets, plan);

        assertThat(playground.rows("SELECT r.name FROM mz_schemas s JOIN mz_roles r ON r.id = s.owner_id WHERE s.name ="
                        + " 'shop__green_dddd5555'"))
                .containsExactly(playground.name("owner"));
        assertThat(Deployments.drop(targets, Side.GREEN, plan, green).remaining())
                .isEmpty();
    }

    @Test
    void withPrivilegeChecksOffNothingIsAskedFor() throws SQLException {
        TestProject project = shop();
        Targets targets = name -> playground.targetAs(playground.name("deployer"));

        assertThat(Deployments.plan(targets, project, project.input(ID)).hash()).isNotEmpty();
    }

    private String refusal() {
        TestProject project = shop();
        return TestActivities.refusalOf(
                FailureType.PERMISSION_DENIED,
                () -> Deployments.plan(
                        name -> playground.targetAs(playground.name("deployer")), project, project.input(ID)));
    }

    private TestProject shop() {
        return new TestProject(folder, playground)
                .model(
                        "shop",
                        "orders",
                        "CREATE VIEW shop.orders AS SELECT id + 1 AS id FROM public.raw;\nCREATE INDEX orders_idx IN"
                                + " CLUSTER {p}_serve ON shop.orders (id);");
    }
}
