package dev.cutover.activities.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.DropReport.Remaining;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A privilege that was taken away in the middle of a deployment: what is left is listed as it is (P6). */
class DeniedDropTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String PRODUCTION = """
            CREATE ROLE {p}_deployer;
            CREATE TABLE public.raw (id int);
            CREATE SCHEMA shop;
            CREATE CLUSTER {p}_serve (SIZE '25cc');
            CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) AS n FROM public.raw;
            GRANT USAGE, CREATE ON DATABASE {p} TO {p}_deployer;
            """;

    private static final String GREEN = """
            CREATE MATERIALIZED VIEW shop__green_cccc4444.totals IN CLUSTER {p}_serve__green_cccc4444
                AS SELECT count(*) AS n FROM public.raw;
            GRANT USAGE, CREATE ON SCHEMA shop__green_cccc4444 TO {p}_deployer;
            ALTER SCHEMA shop__green_cccc4444 OWNER TO {p}_deployer;
            ALTER CLUSTER {p}_serve__green_cccc4444 OWNER TO {p}_deployer;
            """;

    private static final String SWAP = """
            ALTER SCHEMA shop SWAP WITH shop__green_cccc4444;
            ALTER SCHEMA shop__green_cccc4444 RENAME TO shop__retired_cccc4444;
            ALTER CLUSTER {p}_serve SWAP WITH {p}_serve__green_cccc4444;
            ALTER CLUSTER {p}_serve__green_cccc4444 RENAME TO {p}_serve__retired_cccc4444;
            ALTER MATERIALIZED VIEW shop__retired_cccc4444.totals OWNER TO {p}_deployer;
            ALTER SCHEMA shop__retired_cccc4444 OWNER TO {p}_deployer;
            ALTER CLUSTER {p}_serve__retired_cccc4444 OWNER TO {p}_deployer;
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
    void whatMayNotBeDroppedIsListedUnderTheNamesThatItHas() throws SQLException {
        Plan plan = planned();
        Inventory green = Deployments.createGreen(playground.targets(), plan);
        playground.run(GREEN);
        playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = true;");

        DropReport report =
                Deployments.drop(name -> playground.targetAs(playground.name("deployer")), Side.GREEN, plan, green);

        assertThat(report.denied()).contains("42501");
        assertThat(report.remaining())
                .extracting(Remaining::name)
                .containsExactly(
                        playground.database() + ".shop__green_cccc4444.totals",
                        playground.database() + ".shop__green_cccc4444",
                        playground.name("serve__green_cccc4444"));
        assertThat(playground.everything())
                .anyMatch(line -> line.contains("shop__green_cccc4444"))
                .noneMatch(line -> line.contains("__dropping_"));
    }

    /** SHOW CREATE needs USAGE on the schema, which its owner never gave to anybody. A name must not end the comment that it is in. */
    @Test
    void aStrangersViewThatMayNotBeShownIsNamedAmongTheStatementsAndEndsNothing() throws SQLException {
        playground.run("CREATE SCHEMA secret; CREATE VIEW secret.\"re\nport\" AS SELECT n FROM shop.totals");
        Plan plan = planned();
        Inventory green = Deployments.createGreen(playground.targets(), plan);
        playground.run(GREEN + SWAP);
        playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = true;");

        DropReport report =
                Deployments.drop(name -> playground.targetAs(playground.name("deployer")), Side.RETIRED, plan, green);

        assertThat(report.denied()).isNull();
        Remaining totals = report.remaining().get(0);
        assertThat(totals.name()).isEqualTo(playground.database() + ".shop__retired_cccc4444.totals");
        assertThat(totals.statements())
                .contains(
                        "DROP VIEW \"" + playground.database() + "\".\"secret\".\"re\nport\";",
                        "-- then create view " + playground.database()
                                + ".secret.re port again from its own definition, which could not be shown here");
    }

    private Plan planned() throws SQLException {
        TestProject project = new TestProject(folder, playground)
                .model(
                        "shop",
                        "totals",
                        "CREATE MATERIALIZED VIEW shop.totals IN CLUSTER {p}_serve AS SELECT count(*) + 1 AS n FROM"
                                + " public.raw;");
        return Deployments.plan(playground.targets(), project, project.input("cccc4444"));
    }
}
