package dev.cutover.activities.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.swap.SwapStatements;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.FencePosition;
import dev.cutover.workflows.plan.Plan;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwapStatementsTest {
    private final Plan plan = new Plans("abcdefgh", "prod", new FencePosition("shop", "_cutover_prod_0", "u9", 0))
            .schema(new SchemaName("shop", "core"), Change.REPLACE, "u1", "u11")
            .schema(new SchemaName("shop", "fresh"), Change.NEW, null, "u12")
            .schema(new SchemaName("shop", "old"), Change.REMOVE, "u3", null)
            .cluster("we\"ird", Change.REPLACE, "u1", "u21")
            .cluster("more", Change.NEW, null, "u22")
            .cluster("less", Change.REMOVE, "u3", null)
            .plan(List.of(), "f");

    @Test
    void aPromotionRenamesEachSideThatLeavesProduction() {
        assertThat(SwapStatements.promote(plan))
                .containsExactly(
                        "ALTER SCHEMA \"shop\".\"core\" SWAP WITH \"core__green_abcdefgh\"",
                        "ALTER SCHEMA \"shop\".\"core__green_abcdefgh\" RENAME TO \"core__retired_abcdefgh\"",
                        "ALTER SCHEMA \"shop\".\"fresh__green_abcdefgh\" RENAME TO \"fresh\"",
                        "ALTER SCHEMA \"shop\".\"old\" RENAME TO \"old__retired_abcdefgh\"",
                        "ALTER CLUSTER \"we\"\"ird\" SWAP WITH \"we\"\"ird__green_abcdefgh\"",
                        "ALTER CLUSTER \"we\"\"ird__green_abcdefgh\" RENAME TO \"we\"\"ird__retired_abcdefgh\"",
                        "ALTER CLUSTER \"more__green_abcdefgh\" RENAME TO \"more\"",
                        "ALTER CLUSTER \"less\" RENAME TO \"less__retired_abcdefgh\"");
    }

    @Test
    void aRevertBringsBackWhatThePromotionTookAway() {
        assertThat(SwapStatements.revert(plan))
                .containsExactly(
                        "ALTER SCHEMA \"shop\".\"core\" SWAP WITH \"core__retired_abcdefgh\"",
                        "ALTER SCHEMA \"shop\".\"core__retired_abcdefgh\" RENAME TO \"core__reverted_abcdefgh\"",
                        "ALTER SCHEMA \"shop\".\"fresh\" RENAME TO \"fresh__reverted_abcdefgh\"",
                        "ALTER SCHEMA \"shop\".\"old__retired_abcdefgh\" RENAME TO \"old\"",
                        "ALTER CLUSTER \"we\"\"ird\" SWAP WITH \"we\"\"ird__retired_abcdefgh\"",
                        "ALTER CLUSTER \"we\"\"ird__retired_abcdefgh\" RENAME TO \"we\"\"ird__reverted_abcdefgh\"",
                        "ALTER CLUSTER \"more\" RENAME TO \"more__reverted_abcdefgh\"",
                        "ALTER CLUSTER \"less__retired_abcdefgh\" RENAME TO \"less\"");
    }
}
