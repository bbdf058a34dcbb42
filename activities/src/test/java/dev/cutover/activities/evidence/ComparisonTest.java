package dev.cutover.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.evidence.SideObjects.Facts;
import dev.cutover.activities.evidence.SideObjects.IndexFacts;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final ObjectName NAME = new ObjectName("db", "shop", "orders");
    private static final Facts BLUE = facts(
            ObjectKind.MATERIALIZED_VIEW,
            "serve",
            "AS 1",
            Map.of("by_id", index("(id) on cluster serve", "owner ann")),
            column("id", 1, "integer", false),
            column("total", 2, "numeric", true));

    @Test
    void equalObjectsAreTheSame() {
        assertThat(compare(BLUE))
                .isEqualTo(new ObjectDiff(NAME, ObjectKind.MATERIALIZED_VIEW, Difference.SAME, List.of()));
    }

    @Test
    void columnsAreComparedByNameTypeNullabilityAndOrder() {
        Facts green = facts(
                ObjectKind.MATERIALIZED_VIEW,
                "serve",
                "AS 1",
                BLUE.indexes(),
                column("total", 1, "numeric", false),
                column("id", 2, "bigint", false),
                column("note", 3, "text", true));
        assertThat(compare(green).details())
                .containsExactly(
                        "column total cannot be null, could",
                        "column id: bigint, was integer",
                        "column note added: text",
                        "columns are in another order: total, id, was id, total");
    }

    @Test
    void aColumnAddedInFrontMovesNothing() {
        Facts green = facts(
                ObjectKind.MATERIALIZED_VIEW,
                "serve",
                "AS 1",
                BLUE.indexes(),
                column("new", 1, "text", true),
                column("id", 2, "integer", false));
        assertThat(compare(green).details()).containsExactly("column new added: text", "column total removed: numeric");
    }

    @Test
    void kindClusterDefinitionAndIndexesAreCompared() {
        Facts other = facts(
                ObjectKind.MATERIALIZED_VIEW,
                "work",
                "AS 2",
                Map.of("by_id", index("(id) on cluster work", "owner ann"), "by_total", index("x", "owner ann")),
                BLUE.columns().toArray(new ColumnEntry[0]));
        assertThat(compare(other).details())
                .containsExactly(
                        "cluster work, was serve", "definition changed", "index by_id changed", "index by_total added");
        Facts view =
                facts(ObjectKind.VIEW, null, "AS 1", Map.of(), BLUE.columns().toArray(new ColumnEntry[0]));
        assertThat(compare(view).details())
                .containsExactly(
                        "is a view, was a materialized view", "cluster none, was serve", "index by_id removed");
    }

    @Test
    void ownersAndCommentsOfIndexesAreCompared() {
        Facts other = facts(
                ObjectKind.MATERIALIZED_VIEW,
                "serve",
                "AS 1",
                Map.of("by_id", index("(id) on cluster serve", "owner bob")),
                BLUE.columns().toArray(new ColumnEntry[0]));

        assertThat(compare(other).details())
                .containsExactly("index by_id: owner bob added", "index by_id: owner ann removed");
    }

    @Test
    void whatIsOnOneSideOnlyIsAddedOrRemoved() {
        assertThat(Comparison.of(Map.of(), Map.of(NAME, BLUE)))
                .containsExactly(new ObjectDiff(
                        NAME,
                        ObjectKind.MATERIALIZED_VIEW,
                        Difference.ADDED,
                        List.of(
                                "cluster serve",
                                "column id: integer not null",
                                "column total: numeric",
                                "index by_id")));
        assertThat(Comparison.of(Map.of(NAME, BLUE), Map.of()))
                .containsExactly(new ObjectDiff(NAME, ObjectKind.MATERIALIZED_VIEW, Difference.REMOVED, List.of()));
    }

    @Test
    void ofANewObjectWithManyColumnsTheFirstTwentyAreListed() {
        ColumnEntry[] columns = IntStream.rangeClosed(1, 25)
                .mapToObj(position -> column("c" + position, position, "text", true))
                .toArray(ColumnEntry[]::new);
        Facts wide = facts(ObjectKind.VIEW, null, "AS 1", Map.of(), columns);

        assertThat(Comparison.of(Map.of(), Map.of(NAME, wide)).get(0).details())
                .hasSize(21)
                .endsWith("column c20: text", "… and 5 more columns");
    }

    private static ObjectDiff compare(Facts green) {
        return Comparison.of(Map.of(NAME, BLUE), Map.of(NAME, green)).get(0);
    }

    private static Facts facts(
            ObjectKind kind,
            String cluster,
            String definition,
            Map<String, IndexFacts> indexes,
            ColumnEntry... columns) {
        return new Facts(NAME, kind, cluster, definition, List.of(columns), new TreeMap<>(indexes), List.of());
    }

    private static IndexFacts index(String definition, String property) {
        return new IndexFacts(definition, List.of(property));
    }

    private static ColumnEntry column(String name, int position, String type, boolean nullable) {
        return new ColumnEntry("u1", position, name, type, nullable);
    }
}
