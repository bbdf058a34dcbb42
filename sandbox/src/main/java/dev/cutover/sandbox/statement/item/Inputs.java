package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import java.util.Set;

/** What is known about the inputs of a view. */
final class Inputs {
    private Inputs() {}

    /** When the last input ends, in milliseconds since the epoch; 0 without inputs; null when one never ends. */
    static Long closesAt(Catalog catalog, Set<String> inputs) {
        long latest = 0;
        for (String id : inputs) {
            Item item = catalog.items().get(id);
            Long closes;
            if (item.kind() == Kind.VIEW) {
                closes = closesAt(catalog, item.uses());
            } else {
                closes = item.detail(Item.CLOSES_AT) == null ? null : Long.valueOf(item.detail(Item.CLOSES_AT));
            }
            if (closes == null) {
                return null;
            }
            latest = Math.max(latest, closes);
        }
        return latest;
    }
}
