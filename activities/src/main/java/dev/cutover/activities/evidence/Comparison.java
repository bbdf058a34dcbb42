package dev.cutover.activities.evidence;

import dev.cutover.activities.evidence.SideObjects.Facts;
import dev.cutover.activities.evidence.SideObjects.IndexFacts;
import dev.cutover.activities.materialize.catalog.ColumnChanges;
import dev.cutover.activities.materialize.catalog.ColumnChanges.Column;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Compares the objects of blue with those of green. */
final class Comparison {
    /** An approver does not read a thousand columns of a new object, and a history has no room for them. */
    private static final int COLUMNS_SHOWN = 20;

    private Comparison() {}

    /** One entry per object of either side, by name. */
    static List<ObjectDiff> of(Map<ObjectName, Facts> blue, Map<ObjectName, Facts> green) {
        TreeSet<ObjectName> names = new TreeSet<>(Comparator.comparing(ObjectName::toString));
        names.addAll(blue.keySet());
        names.addAll(green.keySet());
        return names.stream()
                .map(name -> compare(name, blue.get(name), green.get(name)))
                .toList();
    }

    private static ObjectDiff compare(ObjectName name, Facts blue, Facts green) {
        if (blue == null) {
            return new ObjectDiff(name, green.kind(), Difference.ADDED, describe(green));
        }
        if (green == null) {
            return new ObjectDiff(name, blue.kind(), Difference.REMOVED, List.of());
        }
        List<String> details = new ArrayList<>();
        if (blue.kind() != green.kind()) {
            details.add("is a " + words(green.kind()) + ", was a " + words(blue.kind()));
        }
        if (!Objects.equals(blue.cluster(), green.cluster())) {
            details.add("cluster " + cluster(green) + ", was " + cluster(blue));
        }
        compareColumns(blue, green, details);
        if (blue.kind() == green.kind() && !blue.definition().equals(green.definition())) {
            details.add("definition changed");
        }
        compareIndexes(blue, green, details);
        details.addAll(Properties.differences(blue.properties(), green.properties()));
        return new ObjectDiff(name, green.kind(), details.isEmpty() ? Difference.SAME : Difference.CHANGED, details);
    }

    private static List<String> describe(Facts added) {
        List<String> details = new ArrayList<>();
        if (added.cluster() != null) {
            details.add("cluster " + added.cluster());
        }
        added.columns().stream()
                .limit(COLUMNS_SHOWN)
                .forEach(column -> details.add("column " + column.name() + ": " + type(column)));
        if (added.columns().size() > COLUMNS_SHOWN) {
            details.add("… and " + (added.columns().size() - COLUMNS_SHOWN) + " more columns");
        }
        added.indexes().keySet().forEach(index -> details.add("index " + index));
        details.addAll(added.properties());
        return details;
    }

    private static void compareColumns(Facts blue, Facts green, List<String> details) {
        ColumnChanges.between(columns(blue), columns(green)).forEach(change -> details.add(change.words()));
    }

    private static List<Column> columns(Facts facts) {
        return facts.columns().stream().map(Column::of).toList();
    }

    private static void compareIndexes(Facts blue, Facts green, List<String> details) {
        green.indexes().forEach((name, index) -> {
            IndexFacts old = blue.indexes().get(name);
            if (old == null) {
                details.add("index " + name + " added");
                return;
            }
            if (!old.definition().equals(index.definition())) {
                details.add("index " + name + " changed");
            }
            Properties.differences(old.properties(), index.properties())
                    .forEach(difference -> details.add("index " + name + ": " + difference));
        });
        blue.indexes().keySet().stream()
                .filter(name -> !green.indexes().containsKey(name))
                .forEach(name -> details.add("index " + name + " removed"));
    }

    private static String type(ColumnEntry column) {
        return column.nullable() ? column.type() : column.type() + " not null";
    }

    private static String cluster(Facts facts) {
        return facts.cluster() == null ? "none" : facts.cluster();
    }

    private static String words(ObjectKind kind) {
        return kind.sqlWords().toLowerCase(Locale.ROOT);
    }
}
