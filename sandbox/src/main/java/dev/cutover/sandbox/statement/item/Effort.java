package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.statement.ChangeContext;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a relation would take to compute, as PostgreSQL's planner sees it. */
final class Effort {
    private static final Pattern TOTAL_COST = Pattern.compile("cost=[\\d.]+\\.\\.([\\d.]+) ");
    private static final double COST_PER_MILLISECOND = 100;
    /** Below this a hydration is not told from any other: estimates are rough. */
    private static final double NOTICEABLE_COST = 10_000_000;

    private static final double SLIGHT_COST = 1_000;

    private Effort() {}

    /** The milliseconds that a hydration takes longer for what there is to compute; 0 for all but extreme queries. */
    static long millis(ChangeContext context, Item relation) throws IOException {
        double total = cost(context, relation);
        return total < NOTICEABLE_COST ? 0 : (long) (total / COST_PER_MILLISECOND);
    }

    /** Whether the whole relation is computed in no time. */
    static boolean isSlight(ChangeContext context, Item relation) throws IOException {
        return cost(context, relation) < SLIGHT_COST;
    }

    private static double cost(ChangeContext context, Item relation) throws IOException {
        String plan = context.postgres("EXPLAIN SELECT * FROM mz_data." + Identifiers.always(relation.id()))
                .get(0)
                .get(0);
        Matcher cost = TOTAL_COST.matcher(plan);
        return cost.find() ? Double.parseDouble(cost.group(1)) : 0;
    }
}
