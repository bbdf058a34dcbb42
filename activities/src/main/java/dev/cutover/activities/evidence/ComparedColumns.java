package dev.cutover.activities.evidence;

import dev.cutover.activities.evidence.SideObjects.Facts;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.activities.project.expectation.Expectations.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which columns of a relation can be compared.
 *
 * @param compared columns that both sides have with the same type, but for those that the project leaves out
 * @param key those of them that tell one row from another
 * @param remark which columns are not compared and why; null when all are
 */
record ComparedColumns(List<String> compared, List<String> key, String remark) {
    static ComparedColumns of(Facts blue, Facts green, Rule rule) {
        Map<String, String> before = types(blue);
        List<String> compared = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Map<String, String> after = types(green);
        for (ColumnEntry column : green.columns()) {
            String name = column.name();
            if (rule.ignores(name)) {
                left.add(name + " (left out in expect.yaml)");
            } else if (!before.containsKey(name)) {
                left.add(name + " (new)");
            } else if (before.get(name) == null || after.get(name) == null) {
                left.add(name + " (there are several of this name)");
            } else if (!before.get(name).equals(after.get(name))) {
                left.add(name + " (another type)");
            } else {
                compared.add(name);
            }
        }
        before.keySet().stream()
                .filter(name -> !after.containsKey(name) && !rule.ignores(name))
                .sorted()
                .forEach(name -> left.add(name + " (removed)"));
        List<String> key = compared.containsAll(rule.key()) ? rule.key() : List.of();
        if (key.isEmpty() && !rule.key().isEmpty()) {
            left.add("the key " + String.join(", ", rule.key()) + " (not all of it is among the compared columns)");
        }
        return new ComparedColumns(
                List.copyOf(compared), key, left.isEmpty() ? null : "Not compared: " + String.join(", ", left) + ".");
    }

    /** Whether both sides have the same columns, in whatever order, so that every one of them can be compared. */
    static boolean same(Facts blue, Facts green) {
        return types(blue).equals(types(green));
    }

    /** Types by name; null for a name that several columns have. */
    private static Map<String, String> types(Facts facts) {
        Map<String, String> types = new HashMap<>();
        for (ColumnEntry column : facts.columns()) {
            boolean several = types.containsKey(column.name());
            types.put(column.name(), several ? null : column.type());
        }
        return Collections.unmodifiableMap(types);
    }
}
