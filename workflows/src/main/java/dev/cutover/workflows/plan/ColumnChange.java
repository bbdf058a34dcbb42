package dev.cutover.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What happens to one column of a relation. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ColumnChange.Added.class, name = "ADDED"),
    @JsonSubTypes.Type(value = ColumnChange.Removed.class, name = "REMOVED"),
    @JsonSubTypes.Type(value = ColumnChange.Renamed.class, name = "LOOKS_RENAMED"),
    @JsonSubTypes.Type(value = ColumnChange.Retyped.class, name = "RETYPED"),
    @JsonSubTypes.Type(value = ColumnChange.Nullability.class, name = "NULLABILITY"),
    @JsonSubTypes.Type(value = ColumnChange.Reordered.class, name = "REORDERED")
})
public sealed interface ColumnChange {
    /** Some words for people. */
    String words();

    /** A column that production does not have. */
    record Added(String column, String type) implements ColumnChange {
        @Override
        public String words() {
            return "column " + column + " added: " + type;
        }
    }

    /** A column that production will not have any more. */
    record Removed(String column, String type) implements ColumnChange {
        @Override
        public String words() {
            return "column " + column + " removed: " + type;
        }
    }

    /** One column is gone, and another of the same type stands in its place: nothing proves that it is the same. */
    record Renamed(String from, String to, String type) implements ColumnChange {
        @Override
        public String words() {
            return "column " + from + " removed and " + to + " added in its place, both " + type + ": it looks renamed";
        }
    }

    /** A column of another type. */
    record Retyped(String column, String from, String to) implements ColumnChange {
        @Override
        public String words() {
            return "column " + column + ": " + to + ", was " + from;
        }
    }

    /** A column that can be null and could not, or the other way round. */
    record Nullability(String column, boolean nullable) implements ColumnChange {
        @Override
        public String words() {
            return "column " + column + (nullable ? " can be null, could not" : " cannot be null, could");
        }
    }

    /** Columns that both have, in another order. */
    record Reordered(List<String> from, List<String> to) implements ColumnChange {
        @Override
        public String words() {
            return "columns are in another order: " + String.join(", ", to) + ", was " + String.join(", ", from);
        }
    }
}
