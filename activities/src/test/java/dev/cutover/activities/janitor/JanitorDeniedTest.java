package dev.cutover.activities.janitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.janitor.JanitorReport;
import dev.cutover.workflows.janitor.JanitorReport.Verdict;
import dev.cutover.workflows.janitor.JanitorRequest;
import dev.cutover.workflows.plan.Plan;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the server refuses for one deployment is said of that one, and the round goes on. */
class JanitorDeniedTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    @TempDir
    Path folder;

    private Playground playground;
    private Sweeps sweeps;

    @BeforeEach
    void open() {
        playground = SERVER.playground();
        sweeps = new Sweeps(folder);
    }

    @AfterEach
    void close() throws SQLException {
        playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = false;");
        playground.close();
    }

    @Test
    void oneDeploymentWhoseFenceMayNotBeRenamedDoesNotEndTheRoundForTheOthers() throws SQLException {
        Plan plan = sweeps.planned(playground);
        Inventory green = sweeps.deployed(playground, plan);
        playground.run("CREATE ROLE {p}_janitor; CREATE SCHEMA other__green_bbbb2222;");
        sweeps.temporal.closed("workflow", "TERMINATED", null, Sweeps.belongings(plan, green, true, false, null, null));
        List<String> left = playground.everything();
        playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = true;");

        JanitorReport report = sweeps.sweep(
                playground,
                name -> playground.targetAs(playground.name("janitor")),
                new JanitorRequest(playground.prefix(), true, List.of(), false));

        assertThat(report.items())
                .extracting(item -> item.verdict() + " " + item.name())
                .containsExactlyInAnyOrder(
                        "UNPROVEN " + playground.database() + ".shop__green_aaaa2222",
                        "UNPROVEN " + playground.name("serve__green_aaaa2222"),
                        "UNPROVEN " + playground.database() + ".other__green_bbbb2222");
        assertThat(report.items())
                .filteredOn(item -> item.deployment().equals(Sweeps.ID))
                .allSatisfy(item -> assertThat(item.why())
                        .contains("42501", "Nothing of production was changed", "the next round goes on with it"));
        assertThat(Sweeps.verdicts(report)).containsOnly(Verdict.UNPROVEN);
        assertThat(playground.everything()).isEqualTo(left);
    }
}
