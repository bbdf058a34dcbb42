package dev.cutover.activities.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.swap.NameLayout;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.FencePosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SidesTest {
    private final Plans plans = new Plans("abcdefgh", "prod", new FencePosition("shop", "_cutover_prod_0", "u9", 0))
            .schema(schema("core"), Change.REPLACE, "u1", "u11")
            .schema(schema("fresh"), Change.NEW, null, "u12")
            .schema(schema("old"), Change.REMOVE, "u3", null)
            .cluster("compute", Change.REPLACE, "u1", "u21");
    private final Map<SchemaName, String> schemas = new HashMap<>();
    private final Map<String, String> clusters = new HashMap<>();

    @BeforeEach
    void beforeTheSwap() {
        schemas.put(schema("core"), "u1");
        schemas.put(schema("core__green_abcdefgh"), "u11");
        schemas.put(schema("fresh__green_abcdefgh"), "u12");
        schemas.put(schema("old"), "u3");
        clusters.put("compute", "u1");
        clusters.put("compute__green_abcdefgh", "u21");
    }

    @Test
    void beforeTheSwapBlueIsInProductionAndNothingHinders() {
        assertThat(sides().promoted()).isFalse();
        assertThat(sides().blueTouched()).isEmpty();
        assertThat(sides().greenHindrance()).isEmpty();
        assertThat(sides().revertHindrance()).isPresent();
    }

    @Test
    void afterTheSwapEverythingIsPromotedAndMayBeReverted() {
        swap();

        assertThat(sides().promoted()).isTrue();
        assertThat(sides().reverted()).isFalse();
        assertThat(sides().revertHindrance()).isEmpty();
    }

    @Test
    void cleanupAfterThePromotionDoesNotUndoIt() {
        swap();
        schemas.remove(schema("core__retired_abcdefgh"));
        schemas.remove(schema("old__retired_abcdefgh"));
        clusters.remove("compute__retired_abcdefgh");

        assertThat(sides().promoted()).isTrue();
        assertThat(sides().revertHindrance()).get().asString().contains("cleanup");
    }

    @Test
    void afterTheSwapBackItIsReverted() {
        schemas.clear();
        clusters.clear();
        schemas.put(schema("core"), "u1");
        schemas.put(schema("old"), "u3");
        schemas.put(schema("core__reverted_abcdefgh"), "u11");
        schemas.put(schema("fresh__reverted_abcdefgh"), "u12");
        clusters.put("compute", "u1");
        clusters.put("compute__reverted_abcdefgh", "u21");

        assertThat(sides().reverted()).isTrue();
        assertThat(sides().promoted()).isFalse();
    }

    @Test
    void aSwapBackThatSomebodyElsePromotedOverAtOnceIsStillOurs() {
        schemas.clear();
        clusters.clear();
        schemas.put(schema("core"), "u99");
        schemas.put(schema("core__retired_stranger"), "u1");
        schemas.put(schema("old"), "u3");
        schemas.put(schema("core__reverted_abcdefgh"), "u11");
        schemas.put(schema("fresh__reverted_abcdefgh"), "u12");
        clusters.put("compute", "u98");
        clusters.put("compute__reverted_abcdefgh", "u21");

        assertThat(sides().reverted()).isTrue();
    }

    @Test
    void whatSomebodyElseSwappedInIsNamed() {
        schemas.put(schema("core"), "u99");
        schemas.put(schema("fresh"), "u98");

        assertThat(sides().blueTouched()).containsExactly("schema shop.core", "schema shop.fresh");
        assertThat(sides().promoted()).isFalse();
    }

    @Test
    void lostGreenAndTakenNamesHinderTheSwap() {
        clusters.remove("compute__green_abcdefgh");
        assertThat(sides().greenHindrance()).get().asString().contains("cluster compute");

        clusters.put("compute__green_abcdefgh", "u21");
        schemas.put(schema("core__retired_abcdefgh"), "u50");
        assertThat(sides().greenHindrance()).get().asString().contains("retired name of schema shop.core");
    }

    @Test
    void aLaterPromotionOfOthersHindersTheSwapBack() {
        swap();
        schemas.put(schema("core"), "u99");

        assertThat(sides().promoted()).isFalse();
        assertThat(sides().revertHindrance()).get().asString().contains("schema shop.core");
    }

    @Test
    void aGreenThatTheInventoryDoesNotKnowCanNeverCountAsPromoted() {
        swap();
        Sides sides =
                new Sides(plans.plan(List.of(), "f"), new Inventory(List.of(), List.of(), List.of(), "f"), layout());
        schemas.remove(schema("core"));

        assertThat(sides.promoted()).isFalse();
    }

    private void swap() {
        schemas.clear();
        clusters.clear();
        schemas.put(schema("core"), "u11");
        schemas.put(schema("core__retired_abcdefgh"), "u1");
        schemas.put(schema("fresh"), "u12");
        schemas.put(schema("old__retired_abcdefgh"), "u3");
        clusters.put("compute", "u21");
        clusters.put("compute__retired_abcdefgh", "u1");
    }

    private Sides sides() {
        return new Sides(plans.plan(List.of(), "f"), plans.inventory(List.of(), "f"), layout());
    }

    private NameLayout layout() {
        return new NameLayout(Instant.EPOCH, schemas, clusters);
    }

    private static SchemaName schema(String name) {
        return new SchemaName("shop", name);
    }
}
