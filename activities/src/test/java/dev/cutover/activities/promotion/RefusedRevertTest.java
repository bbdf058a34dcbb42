package dev.cutover.activities.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.promotion.Shop.Deployed;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.promotion.PromotionResult.Promoted;
import dev.cutover.workflows.promotion.RevertInput;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P5: a swap back that can never succeed does not go on until its time is over. */
class RefusedRevertTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private Playground playground;

    @BeforeEach
    void openPlayground() throws Exception {
        playground = SERVER.playground();
    }

    @AfterEach
    void close() throws Exception {
        playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = false;");
        playground.close();
    }

    @Test
    void aSwapBackThatTheServerRefusesForGoodIsNotTriedAgain() throws Exception {
        Shop shop = new Shop(playground);
        Deployed green = shop.deployment("aaaaaaaa");
        try (TestActivities activities = at(playground.target())) {
            Promoted promoted =
                    (Promoted) activities.of(PromotionActivities.class).promote(green.promoteInput());
            RevertInput input = new RevertInput(green.plan(), green.inventory(), promoted.promotion());
            playground.run("CREATE ROLE {p}_stranger;");
            playground.runAsSystem("ALTER SYSTEM SET enable_rbac_checks = true;");

            try (TestActivities strangers = at(playground.targetAs(playground.name("stranger")))) {
                ApplicationFailure failure = TestActivities.failureOf(
                        () -> strangers.of(PromotionActivities.class).revert(input));

                assertThat(failure.isNonRetryable()).isTrue();
                assertThat(failure.getType()).isEqualTo(FailureType.PERMISSION_DENIED.name());
                assertThat(failure.getOriginalMessage())
                        .contains("refused to swap back", "The new version is still in production");
            }
        }
        assertThat(shop.answer()).isEqualTo("aaaaaaaa");
    }

    private static TestActivities at(Target target) {
        return new TestActivities(new PromotionActivity(name -> target));
    }
}
