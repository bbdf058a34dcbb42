package dev.cutover.activities.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemovesTest {
    @Test
    void everyFormIsRead() {
        Removes removes = Removes.parse(
                List.of("shop.orders", "other.shop.items", "schema old", "schema other.old", "cluster big"), "main");

        assertThat(removes.unreadable()).isEmpty();
        assertThat(removes.names(new ObjectName("main", "shop", "orders"))).isTrue();
        assertThat(removes.names(new ObjectName("other", "shop", "items"))).isTrue();
        assertThat(removes.schemas()).containsExactly(new SchemaName("main", "old"), new SchemaName("other", "old"));
        assertThat(removes.clusters()).containsExactly("big");
    }

    @Test
    void anEntryThatIsNoneOfTheFormsIsKeptForTheAnswer() {
        Removes removes =
                Removes.parse(List.of("orders", "a.b.c.d", "schema a.b.c", "cluster a.b", "a..b", "\"a.b"), "m");

        assertThat(removes.unreadable())
                .containsExactly("orders", "a.b.c.d", "schema a.b.c", "cluster a.b", "a..b", "\"a.b");
    }

    @Test
    void theEntryThatIsProposedForAnOddNameNamesIt() {
        Removes none = Removes.parse(List.of(), "main");
        ObjectName odd = new ObjectName("Main DB", "core.data", "the \"best\"");

        String entry = none.entryFor(odd);

        assertThat(entry).isEqualTo("\"Main DB\".\"core.data\".\"the \"\"best\"\"\"");
        assertThat(Removes.parse(List.of(entry), "main").names(odd)).isTrue();
        assertThat(none.entryFor(new ObjectName("main", "shop", "orders"))).isEqualTo("shop.orders");
    }
}
