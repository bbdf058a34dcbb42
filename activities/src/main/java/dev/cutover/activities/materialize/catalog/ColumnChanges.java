package dev.cutover.activities.materialize.catalog;

import dev.cutover.workflows.plan.ColumnChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the columns of a relation before and after, by name. */
public final class ColumnChanges {
    private final Map<String, Column> before;
    private final Map<String, Column> after;

    private ColumnChanges(List<Column> before, List<Column> after) {
        this.before = byName(before);
        this.after = byName(after);
    }

    /**
     * One column.
     *
     * @param type its type, in words
     * @param nullable whether it can be null; null when that is not known
     */
    public record Column(String name, String type, Boolean nullable) {
        /** A column of the catalog. */
        public static Column of(ColumnEntry entry) {
            return new Column(entry.name(), entry.type(), entry.nullable());
        }

        private String described() {
            return nullable == null || nullable ? type : type + " not null";
        }
    }

    /** What has changed, in the order of the columns afterwards, then what is gone; empty when nothing has. */
    public static List<ColumnChange> between(List<Column> before, List<Column> after) {
        return new ColumnChanges(before, after).list();
    }

    private List<ColumnChange> list() {
        List<ColumnChange> changes = new ArrayList<>();
        Map<String, String> renamed = renamed();
        for (Column column : after.values()) {
            Column old = before.get(column.name());
            if (old != null) {
                compare(old, column, changes);
            } else if (renamed.containsValue(column.name())) {
                renamed.forEach((from, to) -> {
                    if (to.equals(column.name())) {
                        changes.add(new ColumnChange.Renamed(from, to, column.type()));
                    }
                });
            } else {
                changes.add(new ColumnChange.Added(column.name(), column.described()));
            }
        }
        before.values().stream()
                .filter(column -> !after.containsKey(column.name()) && !renamed.containsKey(column.name()))
                .forEach(column -> changes.add(new ColumnChange.Removed(column.name(), column.described())));
        List<String> orderBefore =
                before.keySet().stream().filter(after::containsKey).toList();
        List<String> orderAfter =
                after.keySet().stream().filter(before::containsKey).toList();
        if (!orderBefore.equals(orderAfter)) {
            changes.add(new ColumnChange.Reordered(orderBefore, orderAfter));
        }
        return changes;
    }

    private static void compare(Column old, Column column, List<ColumnChange> changes) {
        if (!old.type().equals(column.type())) {
            changes.add(new ColumnChange.Retyped(column.name(), old.type(), column.type()));
        }
        if (old.nullable() != null
                && column.nullable() != null
                && !old.nullable().equals(column.nullable())) {
            changes.add(new ColumnChange.Nullability(column.name(), column.nullable()));
        }
    }

    /** A column that is gone and one of the same type that has come, each the only one between the same neighbours. */
    private Map<String, String> renamed() {
        Map<String, String> renamed = new LinkedHashMap<>();
        Map<List<String>, Column> gone = alone(before, after);
        alone(after, before).forEach((neighbours, column) -> {
            Column old = gone.get(neighbours);
            if (old != null && old.type().equals(column.type())) {
                renamed.put(old.name(), column.name());
            }
        });
        return renamed;
    }

    /** Columns that the other side does not have and whose neighbours it has, by the names of those. */
    private static Map<List<String>, Column> alone(Map<String, Column> columns, Map<String, Column> others) {
        List<String> names = List.copyOf(columns.keySet());
        Map<List<String>, Column> alone = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String previous = i == 0 ? "" : names.get(i - 1);
            String next = i == names.size() - 1 ? "" : names.get(i + 1);
            boolean between = (previous.isEmpty() || others.containsKey(previous))
                    && (next.isEmpty() || others.containsKey(next));
            if (!others.containsKey(names.get(i)) && between) {
                alone.put(List.of(previous, next), columns.get(names.get(i)));
            }
        }
        return alone;
    }

    private static Map<String, Column> byName(List<Column> columns) {
        Map<String, Column> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.putIfAbsent(column.name(), column));
        return byName;
    }
}
