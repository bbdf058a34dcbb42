package dev.cutover.activities.materialize.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.activities.materialize.catalog.ColumnChanges.Column;
import dev.cutover.workflows.plan.ColumnChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnChangesTest {
    private static final List<Column> BEFORE =
            List.of(column("id", "int4"), column("name", "text"), column("at", "date"));

    @Test
    void columnsThatStayAreNoChange() {
        assertThat(ColumnChanges.between(BEFORE, BEFORE)).isEmpty();
    }

    @Test
    void aColumnInThePlaceOfAnotherOfTheSameTypeLooksRenamed() {
        assertThat(ColumnChanges.between(
                        BEFORE, List.of(column("id", "int4"), column("title", "text"), column("at", "date"))))
                .containsExactly(new ColumnChange.Renamed("name", "title", "text"));
    }

    @Test
    void aColumnOfAnotherTypeOrElsewhereDoesNotLookRenamed() {
        assertThat(ColumnChanges.between(
                        BEFORE, List.of(column("id", "int4"), column("title", "int8"), column("at", "date"))))
                .containsExactly(new ColumnChange.Added("title", "int8"), new ColumnChange.Removed("name", "text"));
        assertThat(ColumnChanges.between(
                        BEFORE, List.of(column("id", "int4"), column("at", "date"), column("title", "text"))))
                .containsExactly(new ColumnChange.Added("title", "text"), new ColumnChange.Removed("name", "text"));
    }

    @Test
    void typesNullabilityAndOrderAreChangesOfTheirOwn() {
        assertThat(ColumnChanges.between(
                        List.of(new Column("a", "int4", true), new Column("b", "text", false)),
                        List.of(new Column("b", "text", true), new Column("a", "int8", true))))
                .containsExactly(
                        new ColumnChange.Nullability("b", true),
                        new ColumnChange.Retyped("a", "int4", "int8"),
                        new ColumnChange.Reordered(List.of("a", "b"), List.of("b", "a")));
    }

    private static Column column(String name, String type) {
        return new Column(name, type, null);
    }
}
