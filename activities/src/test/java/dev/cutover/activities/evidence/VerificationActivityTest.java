package dev.cutover.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.clone.CloneActivity;
import dev.cutover.activities.deploy.DeployActivity;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.promotion.PromotionActivity;
import dev.cutover.activities.readiness.ReadinessActivity;
import dev.cutover.activities.testing.Deployments;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.activities.testing.TestProject;
import dev.cutover.workflows.activities.CloneActivities;
import dev.cutover.workflows.activities.DeployActivities;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.activities.ReadinessActivities;
import dev.cutover.workflows.activities.VerificationActivities;
import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.inventory.DeployInput;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.promotion.PromoteInput;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.readiness.ReadinessInput;
import dev.cutover.workflows.text.PackedLines;
import dev.cutover.workflows.verification.VerificationInput;
import dev.cutover.workflows.verification.VerificationReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The new version in production, looked at after a real swap. */
class VerificationActivityTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final String ID = "vvvv4444";

    @TempDir
    Path folder;

    @Test
    void checksRunUnderProductionsNamesOnThePromotedClusterUntilTheTimeIsOver() throws Exception {
        try (Playground playground = SERVER.playground()) {
            Promoted promoted = promote(playground);

            VerificationReport report = promoted.verify(Instant.now().plusSeconds(6));

            assertThat(report.problem()).isNull();
            assertThat(report.rounds()).isGreaterThan(1);
            assertThat(report.subscriptions()).isZero();
        }
    }

    @Test
    void subscriptionsThatStillReadTheOldVersionAreCounted() throws Exception {
        try (Playground playground = SERVER.playground();
                Session old = playground.session();
                Session fresh = playground.session()) {
            blue(playground);
            follow(old);
            Promoted promoted = swapped(playground);
            follow(fresh);

            VerificationReport report = promoted.verify(Instant.now());

            assertThat(report.subscriptions()).isEqualTo(1);
        }
    }

    private static void follow(Session session) throws SQLException {
        session.execute("BEGIN");
        session.execute("DECLARE c CURSOR FOR SUBSCRIBE shop.orders");
        session.query("FETCH 1 c", row -> row.getString(1));
    }

    @Test
    void aCheckThatFailsInProductionIsNamedWithItsRows() throws Exception {
        try (Playground playground = SERVER.playground()) {
            Promoted promoted = promote(playground);
            playground.run("INSERT INTO public.raw VALUES (2, -5)");

            VerificationReport report = promoted.verify(Instant.now().plus(Duration.ofHours(1)));

            assertThat(report.problem()).contains("the check never_negative returned 1 row.");
            assertThat(report.failedChecks())
                    .singleElement()
                    .satisfies(check -> assertThat(check.sample())
                            .singleElement()
                            .asString()
                            .contains("-5", playground.name("serve"))
                            .doesNotContain("__"));
        }
    }

    @Test
    void aCheckThatTheApprovalOverridesIsRunAndToldOfAndFailsNothing() throws Exception {
        try (Playground playground = SERVER.playground()) {
            Promoted promoted = promote(playground);
            playground.run("INSERT INTO public.raw VALUES (2, -5)");

            VerificationReport report = promoted.verify(Instant.now(), List.of("never_negative"));

            assertThat(report.passed()).isTrue();
            assertThat(report.failedChecks()).isEmpty();
            assertThat(report.overriddenChecks())
                    .extracting(CheckResult::complaint)
                    .containsExactly("the check never_negative returned 1 row");
        }
    }

    @Test
    void anOverriddenCheckHidesNoOtherThatFails() throws Exception {
        try (Playground playground = SERVER.playground()) {
            Promoted promoted = promote(playground);
            playground.run("INSERT INTO public.raw VALUES (2, -5)");

            VerificationReport report = promoted.verify(Instant.now(), List.of("another_check"));

            assertThat(report.problem()).contains("never_negative");
            assertThat(report.overriddenChecks()).isEmpty();
        }
    }

    @Test
    void whatSomebodyElsePutInProductionsPlaceIsNotTakenForWhatWasPromoted() throws Exception {
        try (Playground playground = SERVER.playground()) {
            Promoted promoted = promote(playground);
            playground.run("ALTER SCHEMA shop RENAME TO shop_moved; CREATE SCHEMA shop");

            VerificationReport report = promoted.verify(Instant.now());

            assertThat(report.problem()).contains("Production's schema shop is not what was promoted any more.");
        }
    }

    private Promoted promote(Playground playground) throws Exception {
        blue(playground);
        return swapped(playground);
    }

    private static void blue(Playground playground) throws SQLException {
        playground.run("""
                CREATE TABLE public.raw (id int, amount int);
                INSERT INTO public.raw VALUES (1, 10);
                CREATE SCHEMA shop;
                CREATE CLUSTER {p}_serve (SIZE '25cc');
                CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS SELECT id FROM public.raw;
                """);
    }

    private Promoted swapped(Playground playground) throws Exception {
        TestProject project = new TestProject(folder, playground)
                .model(
                        "shop",
                        "orders",
                        "CREATE MATERIALIZED VIEW shop.orders IN CLUSTER {p}_serve AS SELECT id, amount FROM public.raw")
                .file(
                        "checks/never_negative.sql",
                        "SELECT id, amount, current_setting('cluster') AS cluster FROM shop.orders WHERE amount < 0");
        Plan plan = Deployments.plan(playground.targets(), project, project.input(ID));
        try (TestActivities activities = new TestActivities(
                new CloneActivity(playground.targets()),
                new DeployActivity(playground.targets(), project.source(), project.dbt()),
                new ReadinessActivity(playground.targets()),
                new PromotionActivity(playground.targets()))) {
            Inventory cloned = activities.of(CloneActivities.class).createGreen(plan);
            Inventory made = activities.of(DeployActivities.class).deploy(new DeployInput(plan, cloned));
            activities
                    .of(ReadinessActivities.class)
                    .awaitReadiness(new ReadinessInput(plan, made, null, Duration.ofHours(1)));
            PromotionResult result = activities
                    .of(PromotionActivities.class)
                    .promote(new PromoteInput(
                            plan,
                            made,
                            new Decision(Decision.Choice.APPROVE, "tester", plan.shortHash(), null, Instant.now()),
                            made.greenFingerprint(),
                            PackedLines.NONE,
                            Instant.now().plus(Duration.ofHours(1)),
                            plan.policy(),
                            "approved by tester"));
            assertThat(result).isInstanceOf(PromotionResult.Promoted.class);
            return new Promoted(playground, project, plan, made);
        }
    }

    private record Promoted(Playground playground, TestProject project, Plan plan, Inventory inventory) {
        VerificationReport verify(Instant until) {
            return verify(until, List.of());
        }

        VerificationReport verify(Instant until, List<String> overridden) {
            try (TestActivities activities = new TestActivities(
                    new VerificationActivity(playground.targets(), project.source(), project.dbt()))) {
                return activities
                        .of(VerificationActivities.class)
                        .verify(new VerificationInput(plan, inventory, until, overridden));
            }
        }
    }
}
