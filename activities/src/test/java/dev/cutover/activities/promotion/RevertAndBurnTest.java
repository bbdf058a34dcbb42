package dev.cutover.activities.promotion;

import static dev.cutover.activities.materialize.Identifiers.quote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.ddl.Comments;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.promotion.Shop.Deployed;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.testing.FaultProxy;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.activities.PromotionActivities;
import dev.cutover.workflows.promotion.BurnInput;
import dev.cutover.workflows.promotion.BurnResult;
import dev.cutover.workflows.promotion.Promotion;
import dev.cutover.workflows.promotion.PromotionResult;
import dev.cutover.workflows.promotion.PromotionResult.Promoted;
import dev.cutover.workflows.promotion.RevertInput;
import dev.cutover.workflows.promotion.RevertResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** P2: the ways back. Giving up leaves no swap that could still commit; a swap back never undoes somebody else's work. */
class RevertAndBurnTest {
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
    void aRevertBringsBackExactlyWhatWasThere() throws Exception {
        List<String> before = productionIds();
        Deployed green = shop.deployment("aaaaaaaa");

        RevertResult result = revert(green, promoted(green));

        assertThat(result).isInstanceOf(RevertResult.Reverted.class);
        assertThat(productionIds()).isEqualTo(before);
        assertThat(shop.answer()).isEqualTo("old");
        assertThat(shop.fence()).isEqualTo("_cutover_" + playground.prefix() + "_2_aaaaaaaa_revert");
        assertThat(schemas()).contains("co\"re__reverted_aaaaaaaa", "fresh__reverted_aaaaaaaa", "gone");
    }

    @Test
    void aRepeatedRevertFindsThatItHasHappened() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        Promotion promotion = promoted(green);
        revert(green, promotion);
        List<String> after = playground.everything();

        assertThat(revert(green, promotion)).isInstanceOf(RevertResult.Reverted.class);
        assertThat(playground.everything()).isEqualTo(after);
    }

    @Test
    void aLostReplyToTheSwapBackIsResolvedByLooking() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        Promotion promotion = promoted(green);
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule lost = proxy.dropReply("; COMMIT", 1);

            RevertResult result = call(
                    shop.at(proxy.jdbcUrl()),
                    stub -> stub.revert(new RevertInput(green.plan(), green.inventory(), promotion)));

            assertThat(lost.isReached()).isTrue();
            assertThat(result).isInstanceOf(RevertResult.Reverted.class);
            assertThat(shop.answer()).isEqualTo("old");
        }
    }

    @Test
    void aLaterPromotionOverTheSameSchemasRefusesTheRevert() throws Exception {
        Deployed first = shop.deployment("aaaaaaaa");
        Promotion promotion = promoted(first);
        playground.run("CREATE SCHEMA gone; CREATE VIEW gone.v AS SELECT 1 AS one;"
                + " DROP SCHEMA fresh CASCADE; DROP SCHEMA \"gone__retired_aaaaaaaa\" CASCADE");
        Deployed second = shop.deployment("bbbbbbbb");
        promoted(second);

        RevertResult result = revert(first, promotion);

        assertThat(result).isInstanceOf(RevertResult.Refused.class);
        assertThat(((RevertResult.Refused) result).why()).contains("co\"re");
        assertThat(shop.answer()).isEqualTo("bbbbbbbb");
    }

    @Test
    void anotherDeploymentOfOtherSchemasOfTheTargetDoesNotEndTheHold() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        Promotion promotion = promoted(green);
        playground.run("ALTER SCHEMA " + quote(shop.fence()) + " RENAME TO "
                + quote("_cutover_" + playground.prefix() + "_2_zzzzzzzz"));

        assertThat(revert(green, promotion)).isInstanceOf(RevertResult.Reverted.class);
        assertThat(shop.fence()).endsWith("_3_aaaaaaaa_revert");
    }

    @Test
    void onceAnObjectOfOldProductionIsDroppedARevertIsRefused() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        Promotion promotion = promoted(green);
        playground.run("DROP MATERIALIZED VIEW " + quote("co\"re__retired_aaaaaaaa") + ".\"an swer\"");

        RevertResult result = revert(green, promotion);

        assertThat(result).isInstanceOf(RevertResult.Refused.class);
        assertThat(((RevertResult.Refused) result).why()).contains("Gone from old production");
        assertThat(shop.answer()).isEqualTo("aaaaaaaa");
    }

    @Test
    void aSwapThatWasUnderWayWhenTheFenceBurnedCanNeverCommit() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule frozen = proxy.hold("; COMMIT");
            CompletableFuture<PromotionResult> promotion = CompletableFuture.supplyAsync(
                    () -> call(shop.at(proxy.jdbcUrl()), stub -> stub.promote(green.promoteInput())));
            assertThat(frozen.awaitReached(30)).isTrue();

            BurnResult burned = burn(green);
            frozen.release();

            assertThat(burned).isInstanceOf(BurnResult.Burned.class);
            assertThat(promotion.get(60, TimeUnit.SECONDS)).isInstanceOf(PromotionResult.TooLate.class);
            assertThat(shop.answer()).isEqualTo("old");
            assertThat(shop.fence()).endsWith("_1_aaaaaaaa_burned");
        }
    }

    @Test
    void aRepeatedBurningBurnsNothingMore() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        burn(green);

        BurnResult again = burn(green);

        assertThat(again).isEqualTo(new BurnResult.Burned(shop.fence()));
        assertThat(shop.fence()).endsWith("_1_aaaaaaaa_burned");
    }

    @Test
    void burningAfterThePromotionFindsThatItIsTooLateToGiveUp() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        promoted(green);

        BurnResult result = burn(green);

        assertThat(result).isInstanceOf(BurnResult.AlreadyPromoted.class);
        assertThat(shop.answer()).isEqualTo("aaaaaaaa");
    }

    @Test
    void burningAfterThePromotionPutsBackTheCommentsThatThePromoterDidNotComeTo() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        promoted(green);
        String line = new OwnershipLine("aaaaaaaa", "test", playground.prefix(), null, null, null).text();
        playground.run(Comments.onSchema(shop.schema(Shop.CORE), line) + "; " + Comments.onCluster(shop.cluster, line));

        BurnResult result = burn(green);

        assertThat(result).isInstanceOf(BurnResult.AlreadyPromoted.class);
        try (Session session = playground.session()) {
            Catalog catalog = new Catalog(session);
            assertThat(catalog.schema(shop.schema(Shop.CORE)).orElseThrow().comment())
                    .isEqualTo("what people wrote");
            assertThat(catalog.cluster(shop.cluster).orElseThrow().comment()).isEqualTo("theirs, too");
        }
    }

    @Test
    void aLostReplyToTheBurningIsResolvedByLooking() throws Exception {
        Deployed green = shop.deployment("aaaaaaaa");
        try (FaultProxy proxy = new FaultProxy(playground.jdbcUrl())) {
            FaultProxy.Rule lost = proxy.dropReply("_burned", 1);

            assertThat(lostReply(proxy, green)).isTrue();
            assertThat(lost.isReached()).isTrue();
            assertThat(burn(green)).isEqualTo(new BurnResult.Burned(shop.fence()));
            assertThat(shop.fence()).endsWith("_1_aaaaaaaa_burned");
        }
    }

    /** The attempt fails, and the activity's retry policy would make another. */
    private boolean lostReply(FaultProxy proxy, Deployed green) {
        return TestActivities.failureOf(() -> call(
                        shop.at(proxy.jdbcUrl()), stub -> stub.burn(new BurnInput(green.plan(), green.inventory()))))
                .getType()
                .equals("MATERIALIZE_UNAVAILABLE");
    }

    private Promotion promoted(Deployed green) {
        PromotionResult result = call(playground.target(), stub -> stub.promote(green.promoteInput()));
        assertThat(result).isInstanceOf(Promoted.class);
        return ((Promoted) result).promotion();
    }

    private RevertResult revert(Deployed green, Promotion promotion) {
        return call(
                playground.target(), stub -> stub.revert(new RevertInput(green.plan(), green.inventory(), promotion)));
    }

    private BurnResult burn(Deployed green) {
        return call(playground.target(), stub -> stub.burn(new BurnInput(green.plan(), green.inventory())));
    }

    private static <T> T call(Target target, Function<PromotionActivities, T> method) {
        try (TestActivities activities = new TestActivities(new PromotionActivity(name -> target))) {
            return method.apply(activities.of(PromotionActivities.class));
        }
    }

    private List<String> schemas() throws Exception {
        return playground.rows("SELECT s.name FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id"
                + " WHERE d.name = '{p}'");
    }

    private List<String> productionIds() throws Exception {
        return playground.rows("SELECT s.name, s.id FROM mz_schemas s JOIN mz_databases d ON d.id = s.database_id"
                + " WHERE d.name = '{p}' AND s.name IN ('co\"re', 'gone', 'fresh')"
                + " UNION ALL SELECT name, id FROM mz_clusters WHERE name = '{p}_compute' ORDER BY 1");
    }
}
