package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.activities.deploy.DbtProgress;
import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.target.Targets;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** P7: an interrupted dbt goes on with what is missing; what it had built keeps its ids, and so its hydration. */
class DbtResumeTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String LAST_MODEL = "\"shop_mart_dbt_deploy\".\"named\"";

    /** Heartbeats go out, and cancellation comes back, every 0.8 heartbeat timeouts. */
    private static final ActivityOptions OPTIONS = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofMinutes(5))
            .setHeartbeatTimeout(Duration.ofSeconds(2))
            .build();

    @TempDir
    private Path folder;

    private Playground playground;
    private TestProject project;
    private Plan plan;
    private Inventory cloned;

    @BeforeEach
    void makeGreen() throws Exception {
        playground = SERVER.playground();
        playground.run(DbtShop.PRODUCTION);
        project = DbtShop.project(folder, playground);
        plan = DbtShop.plan(playground, project, "dbtc1111");
        cloned = Deployments.createGreen(playground.targets(), plan);
    }

    @AfterEach
    void removeEverything() throws Exception {
        playground.close();
    }

    @Test
    void aCancelledBuildEndsAtOnceShowsHowFarItCameAndIsTakenUpThere() throws Exception {
        List<DbtProgress> heartbeats = new CopyOnWriteArrayList<>();
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule held = proxy.hold(LAST_MODEL);
            TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
            try {
                environment.registerActivitiesImplementations(
                        new DeployActivity(through(proxy), project.source(), project.dbt()));
                environment.setActivityHeartbeatListener(DbtProgress.class, progress -> {
                    if (progress != null) {
                        heartbeats.add(progress);
                    }
                    if (held.isReached()
                            && progress != null
                            && progress.running().contains("named")) {
                        environment.requestCancelActivity();
                    }
                });
                DeployActivities activities = environment.newActivityStub(DeployActivities.class, OPTIONS);

                assertThatThrownBy(() -> activities.deploy(new DeployInput(plan, cloned)))
                        .isInstanceOf(CanceledFailure.class);
            } finally {
                environment.close();
            }
        }
        DbtProgress last = heartbeats.get(heartbeats.size() - 1);
        assertThat(last.total()).isEqualTo(4);
        assertThat(last.done()).isEqualTo(3);
        assertThat(last.finished()).containsExactly("seed.shop.countries");
        List<String> built = DbtShop.greenIds(playground);
        assertThat(built).as("orders, totals with two indexes, countries").hasSize(5);

        Inventory made = DbtShop.resume(playground.targets(), project, plan, cloned, last.finished());

        assertThat(made.objects()).hasSize(6).extracting(CatalogObject::id).containsAll(built);
    }

    @Test
    void aLostConnectionIsNobodysFaultAndIsTriedAgain() throws Exception {
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule lost = proxy.dropReply(LAST_MODEL, 1);

            ApplicationFailure failure =
                    TestActivities.failureOf(() -> DbtShop.deploy(through(proxy), project, plan, cloned));

            assertThat(lost.isReached()).isTrue();
            assertThat(failure.getType()).isEqualTo(Dbt.INTERRUPTED);
            assertThat(failure.isNonRetryable()).isFalse();
            assertThat(failure.getOriginalMessage()).contains("models/mart/named.sql: named: ");
        }
        List<String> built = DbtShop.greenIds(playground);

        Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);

        assertThat(made.objects()).hasSize(6).extracting(CatalogObject::id).containsAll(built);
    }

    @Test
    void aModelThatWasInterruptedBeforeItsLastIndexIsBuiltAgainWithWhatReadsIt() throws Exception {
        Inventory made = DbtShop.deploy(playground.targets(), project, plan, cloned);
        playground.run("DROP INDEX shop_mart_dbt_deploy.totals_by_country");

        Inventory again = DbtShop.deploy(playground.targets(), project, plan, cloned);

        assertThat(again.objects()).hasSize(6);
        assertThat(id(again, "orders")).isEqualTo(id(made, "orders"));
        assertThat(id(again, "countries")).isEqualTo(id(made, "countries"));
        assertThat(id(again, "totals")).isNotEqualTo(id(made, "totals"));
    }

    @Test
    void aModelThatTheServerRefusesIsNamedWithItsFileAndTheServersWords() throws Exception {
        project.file("models/mart/named.sql", "SELECT nope FROM {{ ref('totals') }}")
                .file("models/mart/other.sql", "SELECT 1 / 0 AS a FROM {{ ref('nothing') }}")
                .file("models/mart/nothing.sql", "SELECT nowhere.a FROM nowhere");
        Plan changed = DbtShop.plan(playground, project, "dbtc1111");

        String message = TestActivities.refusalOf(
                FailureType.STATEMENT_REFUSED, () -> DbtShop.deploy(playground.targets(), project, changed, cloned));

        assertThat(message)
                .contains("dbt could not build 2 models in green")
                .contains("models/mart/named.sql: named: Database Error in model named")
                .contains("nope")
                .contains("models/mart/nothing.sql: nothing: ")
                .contains("Correct the project");
    }

    /** dbt-materialize would promote it: nothing there looks into green. */
    @Test
    void aDbtThatBuildsNothingDoesNotMakeAnEmptyGreenPass() {
        project.builtBy(new DbtInstallation(List.of("true"), Map.of(), null, null, "shop", null, 1));

        assertThat(TestActivities.refusalOf(
                        FailureType.GREEN_LOST, () -> DbtShop.deploy(playground.targets(), project, plan, cloned)))
                .contains("shop_mart_dbt_deploy.totals");
    }

    private Targets through(FaultProxy proxy) {
        return name -> playground.targetAt(proxy.jdbcUrl(), "materialize");
    }

    private static String id(Inventory inventory, String name) {
        return inventory.objects().stream()
                .filter(object -> object.name().name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
