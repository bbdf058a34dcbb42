package dev.cutover.activities.materialize.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DropOrderTest {
    @Test
    void eachObjectIsDroppedAfterEverythingThatUsesIt() {
        DropOrder order = DropOrder.of(
                List.of("u1", "u2", "u3"), List.of(new Dependency("u2", "u1"), new Dependency("u3", "u2")));

        assertThat(order.droppable()).containsExactly("u3", "u2", "u1");
        assertThat(order.needed()).isEmpty();
    }

    @Test
    void whatAStrangerUsesStaysWithAllThatItUsesItself() {
        DropOrder order = DropOrder.of(
                List.of("u1", "u2", "u3", "u4"),
                List.of(
                        new Dependency("u2", "u1"),
                        new Dependency("u3", "u2"),
                        new Dependency("u4", "u1"),
                        new Dependency("u99", "u2")));

        assertThat(order.droppable()).containsExactly("u3", "u4");
        assertThat(order.needed()).containsOnlyKeys("u1", "u2");
        assertThat(order.needed().get("u2")).isEqualTo(Set.of("u99"));
    }
}
