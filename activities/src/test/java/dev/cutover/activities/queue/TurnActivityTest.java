package dev.cutover.activities.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.register.FakeRegister;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.QueueActivities;
import dev.cutover.workflows.queue.Ahead;
import dev.cutover.workflows.queue.Claim;
import dev.cutover.workflows.queue.QueueInput;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who comes first is asked of Temporal and of the catalog at each look; nothing has to be released. */
class TurnActivityTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String OTHER = "bbbb2222";

    private final FakeRegister temporal = new FakeRegister();

    @Test
    void itIsTheTurnOfTheOneWhomNobodyPrecedes() throws Exception {
        try (Playground playground = SERVER.playground()) {
            assertThat(await(playground, null)).isEmpty();
        }
    }

    @Test
    void theFirstLookReportsWhomItWaitsForWithPhaseAndDeadline() throws Exception {
        try (Playground playground = SERVER.playground()) {
            temporal.running("other", OTHER, claim(playground, false));

            assertThat(await(playground, null))
                    .containsExactly(new Ahead(OTHER, "other", "ann", "AWAITING_DECISION", NOON, false));
        }
    }

    @Test
    void whoIsTerminatedIsOutOfTheWayAtTheNextLook() throws Exception {
        try (Playground playground = SERVER.playground()) {
            temporal.running("other", OTHER, claim(playground, false));
            List<Ahead> known = await(playground, null);
            temporal.close("other", "TERMINATED");

            assertThat(await(playground, known)).isEmpty();
        }
    }

    @Test
    void anAttemptAtWhichNothingIsNewEndsSoThatWhoWaitsHoldsNeitherASlotNorASession() throws Exception {
        try (Playground playground = SERVER.playground()) {
            temporal.running("other", OTHER, claim(playground, false));
            List<Ahead> known = await(playground, null);

            ApplicationFailure notYet = TestActivities.failureOf(() -> await(playground, known));

            assertThat(notYet.getType()).isEqualTo(TurnActivity.NOT_YET);
            assertThat(notYet.isNonRetryable()).isFalse();
            assertThat(notYet.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
            assertThat(notYet.getOriginalMessage())
                    .contains("deployment bbbb2222 (workflow other) of ann, which is AWAITING_DECISION");
        }
    }

    @Test
    void aLookAtWhichNobodyIsThereIsConfirmedSinceListsLagBehind() throws Exception {
        try (Playground playground = SERVER.playground()) {
            AtomicInteger looks = new AtomicInteger();
            temporal.atEachList(() -> {
                if (looks.incrementAndGet() == 2) {
                    temporal.running("other", OTHER, claim(playground, false));
                }
            });

            assertThat(await(playground, null)).extracting(Ahead::workflowId).containsExactly("other");
        }
    }

    @Test
    void greenOfARunningDeploymentCountsThoughNoListShowsIt() throws Exception {
        try (Playground playground = SERVER.playground()) {
            temporal.running("other", OTHER, null);
            temporal.withoutLists();
            green(playground, OTHER, "other");

            assertThat(await(playground, null)).extracting(Ahead::deployment).containsExactly(OTHER);
        }
    }

    @Test
    void greenThatATerminatedDeploymentHasLeftIsNoObstacle() throws Exception {
        try (Playground playground = SERVER.playground()) {
            temporal.running("other", OTHER, null);
            temporal.close("other", "TERMINATED");
            green(playground, OTHER, "other");

            assertThat(await(playground, null)).isEmpty();
        }
    }

    @Test
    void greenOfAFormerDeploymentOfAWorkflowThatRunsAgainIsNoObstacle() throws Exception {
        try (Playground playground = SERVER.playground()) {
            temporal.running("other", "cccc2222", null);
            temporal.withoutLists();
            green(playground, OTHER, "other");

            assertThat(await(playground, null)).isEmpty();
        }
    }

    private List<Ahead> await(Playground playground, List<Ahead> known) {
        QueueInput input = new QueueInput(playground.prefix(), "aaaa2222", "me", claim(playground, true), known);
        try (TestActivities activities = new TestActivities(new TurnActivity(playground.targets(), run -> temporal))) {
            return activities.of(QueueActivities.class).awaitTurn(input).ahead();
        }
    }

    private static Claim claim(Playground playground, boolean waiting) {
        return new Claim(List.of("schema " + playground.database() + ".shop"), NOON, waiting, List.of());
    }

    private static void green(Playground playground, String deployment, String workflowId) throws Exception {
        String name = "shop__green_" + deployment;
        playground.run("CREATE SCHEMA " + name);
        String id = playground
                .rows("SELECT s.id FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id" + " WHERE s.name = '"
                        + name + "' AND d.name = '{p}'")
                .get(0);
        String line = new OwnershipLine(deployment, workflowId, playground.prefix(), id, null, null).text();
        playground.run("COMMENT ON SCHEMA " + name + " IS '" + line + "'");
    }
}
