package dev.cutover.activities.sources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.evidence.EvidenceActivity;
import dev.cutover.activities.readiness.ReadinessActivity;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.EvidenceActivities;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.cleanup.DropReport;
import dev.cutover.workflows.cleanup.Side;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceInput;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.readiness.Readiness;
import dev.cutover.workflows.readiness.ReadinessInput;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A schema {@code feeds} with its cluster {@code {p}_ingest}, in production and in a project, taken step by step through a
 * deployment. The swap is plain statements.
 */
final class Ingestion {
    static final String ID = "ffff5555";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String SWAP = """
            ALTER SCHEMA feeds SWAP WITH feeds__green_ffff5555;
            ALTER SCHEMA feeds__green_ffff5555 RENAME TO feeds__retired_ffff5555;
            ALTER CLUSTER {p}_ingest SWAP WITH {p}_ingest__green_ffff5555;
            ALTER CLUSTER {p}_ingest__green_ffff5555 RENAME TO {p}_ingest__retired_ffff5555;
            """;

    private final Playground playground;
    private final TestProject project;

    Ingestion(Playground playground, Path folder, String production) throws SQLException {
        this.playground = playground;
        this.project = new TestProject(folder, playground);
        playground.run("CREATE SCHEMA feeds; CREATE CLUSTER {p}_ingest (SIZE '25cc');");
        playground.run(production);
    }

    Ingestion model(String object, String sql) {
        project.model("feeds", object, sql);
        return this;
    }

    TestProject project() {
        return project;
    }

    Plan plan(String... removes) {
        return Deployments.plan(playground.targets(), project, project.input(ID, removes));
    }

    /** Clones, deploys, and waits until green is ready. */
    Inventory green(Plan plan) {
        Inventory cloned = Deployments.createGreen(playground.targets(), plan);
        Inventory green;
        try (TestActivities activities =
                new TestActivities(new DeployActivity(playground.targets(), project.source(), project.dbt()))) {
            green = activities.of(DeployActivities.class).deploy(new DeployInput(plan, cloned));
        }
        try (TestActivities activities = new TestActivities(new ReadinessActivity(playground.targets()))) {
            Readiness readiness = activities
                    .of(ReadinessActivities.class)
                    .awaitReadiness(new ReadinessInput(plan, green, null, PATIENCE));
            assertThat(readiness.ready()).as(readiness.toString()).isTrue();
        }
        return green;
    }

    Evidence evidence(Plan plan, Inventory green) {
        try (TestActivities activities =
                new TestActivities(new EvidenceActivity(playground.targets(), project.source(), project.dbt()))) {
            return activities.of(EvidenceActivities.class).collect(new EvidenceInput(plan, green));
        }
    }

    void swap() throws SQLException {
        playground.run(SWAP);
    }

    DropReport dropRetired(Plan plan, Inventory green) {
        return Deployments.drop(playground.targets(), Side.RETIRED, plan, green);
    }

    /** Waits until a query has these rows. */
    void awaitRows(String query, String... expected) throws SQLException {
        Instant deadline = Instant.now().plus(PATIENCE);
        List<String> wanted = List.of(expected);
        while (!playground.rows(query).equals(wanted) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(playground.rows(query)).isEqualTo(wanted);
    }
}
