package dev.cutover.activities.promotion;

import static dev.cutover.activities.materialize.Identifiers.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.activities.materialize.MessageReply;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.fence.FenceComment;
import dev.cutover.activities.promotion.Shop.Deployed;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.policy.Policy;
import dev.cutover.workflows.policy.Signatures;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.PromotionResult.Blocked;
import dev.cutover.workflows.promotion.PromotionResult.Drifted;
import dev.cutover.workflows.promotion.PromotionResult.NotReady;
import dev.cutover.workflows.promotion.PromotionResult.Promoted;
import dev.cutover.workflows.promotion.PromotionResult.Stale;
import dev.cutover.workflows.promotion.PromotionResult.TooLate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P2, P3, P4: one swap, all or nothing, at most once, and only of what was approved. */
class PromoteTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    private Playground playground;
    private Shop shop;

    @BeforeEach
    void installTheShop() throws Exception {
        playground = SERVER.playground();
        shop = new Shop(playground);
    }

    @AfterEach
    void removeTheShop() throws Exception {
        playground.close();
    }

    @Test
    void oneSwapMovesSchemasAndClustersNewAndRemovedOnesToo() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");

        PromotionResult result = promote(green);

        assertThat(result).isInstanceOf(Promoted.class);
        assertThat(shop.fence()).isEqualTo("_cutover_" + playground.prefix() + "_1_aaaaaaaa");
        assertThat(((Promoted) result).promotion().fence().name()).isEqualTo(shop.fence());
        assertThat(shop.answer()).isEqualTo("aaaaaaaa");
        assertThat(schemas())
                .contains("co\"re", "co\"re__retired_aaaaaaaa", "fresh", "gone__retired_aaaaaaaa")
                .doesNotContain("gone", "fresh__green_aaaaaaaa", "co\"re__green_aaaaaaaa");
        assertThat(playground.rows("SELECT name FROM mz_clusters WHERE left(name, 8) = '{p}' ORDER BY name"))
                .containsExactly(shop.cluster, shop.cluster + "__retired_aaaaaaaa");
    }

    @Test
    void productionKeepsTheCommentsThatPeopleWrote() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        promote(green);

        String fenceComment = FenceComment.of(green.plan(), green.inventory(), "approved by tester")
                .text();
        assertThat(comments("schema"))
                .containsExactlyInAnyOrder("what people wrote", "what people wrote", fenceComment);
        assertThat(comments("cluster")).containsExactly("theirs, too", "theirs, too");
    }

    @Test
    void aPolicyThatIsNotTheOneThatWasApprovedUnderStopsTheSwapAndIsHandedBack() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        Policy stricter = new Policy(2, List.of(), true, List.of(), null, List.of(), List.of(), Signatures.OFF, null);
        Target target = playground.target();
        Target reconfigured = new Target(
                target.name(),
                target.jdbcUrl(),
                target.user(),
                target.password(),
                target.fenceDatabase(),
                target.parallelStatements(),
                stricter);

        assertThat(promote(reconfigured, green)).isEqualTo(new PromotionResult.PolicyChanged(stricter));

        assertThat(shop.fence()).isEqualTo("_cutover_" + playground.prefix() + "_0");
    }

    @Test
    void aRepeatedPromotionFindsThatItHasHappened() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        promote(green);
        List<String> after = playground.everything();

        PromotionResult again = promote(green);

        assertThat(again).isInstanceOf(Promoted.class);
        assertThat(playground.everything()).isEqualTo(after);
    }

    @Test
    void aLostReplyToCommitIsResolvedByLooking() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule lost = proxy.dropReply("; COMMIT", 1);

            PromotionResult result = promote(shop.at(proxy.jdbcUrl()), green);

            assertThat(lost.isReached()).isTrue();
            assertThat(result).isInstanceOf(Promoted.class);
            assertThat(shop.answer()).isEqualTo("aaaaaaaa");
            assertThat(shop.fence()).contains("_1_aaaaaaaa");
        }
    }

    @Test
    void aCommitThatNeverArrivedIsSentAgain() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule lost = proxy.cutBefore("; COMMIT", 2);

            PromotionResult result = promote(shop.at(proxy.jdbcUrl()), green);

            assertThat(lost.isReached()).isTrue();
            assertThat(result).isInstanceOf(Promoted.class);
            assertThat(shop.answer()).isEqualTo("aaaaaaaa");
            assertThat(shop.fence()).contains("_1_aaaaaaaa");
        }
    }

    @Test
    void foreignChangesOfTheCatalogOnlyDelayTheSwap() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule held = proxy.hold("; COMMIT");
            CompletableFuture<PromotionResult> promotion =
                    CompletableFuture.supplyAsync(() -> promote(shop.at(proxy.jdbcUrl()), green));
            assertThat(held.awaitReached(30)).isTrue();

            playground.run("CREATE SCHEMA unrelated");
            held.release();

            assertThat(promotion.get(60, TimeUnit.SECONDS)).isInstanceOf(Promoted.class);
            assertThat(shop.answer()).isEqualTo("aaaaaaaa");
        }
    }

    @Test
    void foreignChangesThatNeverEndAreReportedAsBusyAndLeaveProductionAlone() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule held = proxy.hold("; COMMIT");
            CompletableFuture<PromotionResult> promotion = CompletableFuture.supplyAsync(() ->
                    promote(new PromotionActivity(name -> shop.at(proxy.jdbcUrl()), Duration.ZERO), green));
            assertThat(held.awaitReached(30)).isTrue();

            playground.run("CREATE SCHEMA unrelated");
            held.release();

            PromotionResult result = promotion.get(60, TimeUnit.SECONDS);
            assertThat(result).isInstanceOf(PromotionResult.Busy.class);
            PromotionResult.Busy busy = (PromotionResult.Busy) result;
            assertThat(busy.attempts()).isEqualTo(1);
            assertThat(busy.statement()).startsWith("ALTER SCHEMA");
            assertThat(busy.foreignChangesPerMinute()).isPositive();
            assertThat(shop.answer()).isEqualTo("old");
            assertThat(shop.fence()).endsWith("_0");
        }
    }

    @Test
    void ofTwoRacersExactlyOneWinsAndTheOtherLearnsWho() throws Exception {
        Deployed first = shop.deployment("aaaaaaaa");
        Deployed second = shop.deployment("bbbbbbbb");

        CompletableFuture<PromotionResult> one = CompletableFuture.supplyAsync(() -> promote(first));
        CompletableFuture<PromotionResult> two = CompletableFuture.supplyAsync(() -> promote(second));

        PromotionResult ofFirst = one.get(90, TimeUnit.SECONDS);
        PromotionResult ofSecond = two.get(90, TimeUnit.SECONDS);
        boolean firstWon = ofFirst instanceof Promoted;
        assertThat(firstWon ? ofSecond : ofFirst).isInstanceOf(Stale.class);
        assertThat(firstWon ? ofFirst : ofSecond).isInstanceOf(Promoted.class);
        String winner = firstWon ? "aaaaaaaa" : "bbbbbbbb";
        assertThat(((Stale) (firstWon ? ofSecond : ofFirst)).winner()).isEqualTo(winner);
        assertThat(shop.answer()).isEqualTo(winner);
        assertThat(shop.fence()).endsWith("_1_" + winner);
    }

    @Test
    void aFenceThatAnotherDeploymentTookIsTakenOverWhileBlueIsUntouched() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        String prefix = "_cutover_" + playground.prefix();
        playground.run("ALTER SCHEMA " + quote(prefix + "_0") + " RENAME TO " + quote(prefix + "_1_zzzzzzzz"));

        PromotionResult result = promote(green);

        assertThat(result).isInstanceOf(Promoted.class);
        assertThat(shop.fence()).isEqualTo(prefix + "_2_aaaaaaaa");
    }

    @Test
    void aChangeOfProductionSincePlanningMakesThePlanStale() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        playground.run("COMMENT ON SCHEMA " + quote(Shop.CORE) + " IS 'somebody was here'");

        PromotionResult result = promote(green);

        assertThat(result).isInstanceOf(Stale.class);
        assertThat(((Stale) result).winner()).isNull();
        assertThat(((Stale) result).what())
                .isEqualTo("Schema " + shop.schema(Shop.CORE) + " (comment) changed since planning.");
        assertThat(shop.answer()).isEqualTo("old");
    }

    @Test
    void aChangeOfGreensGrantsVoidsTheApproval() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        playground.run(
                "CREATE ROLE {p}_reader; GRANT USAGE ON SCHEMA " + quote("co\"re__green_aaaaaaaa") + " TO {p}_reader");

        PromotionResult result = promote(green);

        assertThat(result)
                .isEqualTo(new Drifted("Schema " + shop.schema("co\"re__green_aaaaaaaa")
                        + " (owner or grants) changed since the approver saw it."));
        assertThat(shop.answer()).isEqualTo("old");
        assertThat(shop.fence()).endsWith("_0");
    }

    @Test
    void aDriftThatWasSeenAndApprovedIsPromoted() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        playground.run(
                "CREATE ROLE {p}_reader; GRANT USAGE ON SCHEMA " + quote("co\"re__green_aaaaaaaa") + " TO {p}_reader");
        assertThat(promote(green)).isInstanceOf(Drifted.class);

        assertThat(promote(green.seenAgain(playground))).isInstanceOf(Promoted.class);
        assertThat(shop.answer()).isEqualTo("aaaaaaaa");
    }

    @Test
    void aGreenOfWhichSomethingIsGoneEndsTheDeploymentAndIsNoSwapOfHalf() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        playground.run("DROP CLUSTER " + quote(shop.cluster + "__green_aaaaaaaa") + " CASCADE");

        assertThatThrownBy(() -> promote(green))
                .hasStackTraceContaining("GREEN_LOST")
                .hasStackTraceContaining("dropped by somebody else: cluster " + shop.cluster + "__green_aaaaaaaa");
        assertThat(shop.answer()).isEqualTo("old");
    }

    @Test
    void greenThatIsNotReadyIsNotSwapped() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        playground.run("ALTER CLUSTER " + quote(shop.cluster + "__green_aaaaaaaa") + " SET (REPLICATION FACTOR 0)");
        Deployed sameWithoutReplica = green.seenAgain(playground);

        assertThat(promote(sameWithoutReplica)).isInstanceOf(NotReady.class);
        assertThat(shop.answer()).isEqualTo("old");
        assertThat(shop.fence()).endsWith("_0");
    }

    @Test
    void noSwapIsSentAfterTheApprovalHasDied() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");

        PromotionResult result = promote(green, Instant.now().minusSeconds(1));

        assertThat(result).isInstanceOf(TooLate.class);
        assertThat(shop.answer()).isEqualTo("old");
    }

    @Test
    void aBlockThatTakesTooLongIsRolledBackAndNotTakenForSomebodyElsesChange() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");

        PromotionResult result =
                promote(new PromotionActivity(playground.targets(), Duration.ofSeconds(60), Duration.ZERO), green);

        assertThat(result).isInstanceOf(Blocked.class);
        assertThat(((Blocked) result).message()).contains("took longer");
        assertThat(shop.answer()).isEqualTo("old");
        assertThat(shop.fence()).endsWith("_0");
    }

    @Test
    void aCommitThatIsAnsweredWithRollbackIsKnownToHaveFailed() throws Exception {
        try (Session session = shop.block()) {
            session.message(List.of("BEGIN", "ALTER SCHEMA no_such_schema RENAME TO x"));

            MessageReply reply = session.message(List.of("COMMIT"));

            assertThat(reply.complete()).isFalse();
        }
    }

    @Test
    void anApprovalThatDiesWhileOthersRefuseTheSwapIsReportedAsBusy() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        Instant notAfter = Instant.now().plusSeconds(15);
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl());
                TestActivities activities =
                        new TestActivities(new PromotionActivity(name -> shop.at(proxy.jdbcUrl())))) {
            FaultProxy.Rule held = proxy.hold("; COMMIT");
            CompletableFuture<PromotionResult> promotion = CompletableFuture.supplyAsync(
                    () -> activities.of(PromotionActivities.class).promote(green.promoteInput(notAfter)));
            assertThat(held.awaitReached(30)).isTrue();

            playground.run("CREATE SCHEMA unrelated");
            FaultProxy.Rule next = proxy.hold("mz_schemas");
            held.release();
            assertThat(next.awaitReached(30)).isTrue();
            await(() -> Instant.now().isAfter(notAfter));
            next.release();

            PromotionResult result = promotion.get(60, TimeUnit.SECONDS);
            assertThat(result).isInstanceOf(PromotionResult.Busy.class);
            assertThat(((PromotionResult.Busy) result).statement()).startsWith("ALTER SCHEMA");
            assertThat(shop.answer()).isEqualTo("old");
        }
    }

    private static void await(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private PromotionResult promote(Deployed green) {
        return promote(playground.target(), green);
    }

    private PromotionResult promote(Target target, Deployed green) {
        return promote(new PromotionActivity(name -> target), green);
    }

    private static PromotionResult promote(PromotionActivity implementation, Deployed green) {
        try (TestActivities activities = new TestActivities(implementation)) {
            return activities.of(PromotionActivities.class).promote(green.promoteInput());
        }
    }

    private PromotionResult promote(Deployed green, Instant notAfter) {
        try (TestActivities activities = new TestActivities(new PromotionActivity(playground.targets()))) {
            return activities.of(PromotionActivities.class).promote(green.promoteInput(notAfter));
        }
    }

    private List<String> schemas() throws Exception {
        return playground.rows("SELECT s.name FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id"
                + " WHERE d.name = '{p}'");
    }

    /** The comments on this test's schemas or clusters; ids of the two kinds are counted apart. */
    private List<String> comments(String type) throws Exception {
        String ids = type.equals("schema")
                ? "SELECT s.id FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id WHERE d.name = '{p}'"
                : "SELECT id FROM mz_clusters WHERE left(name, 8) = '{p}'";
        return playground.rows("SELECT comment FROM mz_internal.mz_comments WHERE object_type = '" + type
                + "' AND id IN (" + ids + ")");
    }
}
