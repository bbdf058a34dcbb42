package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Statement.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A view may have columns that are records in Materialize, but not in PostgreSQL, which then keeps their text. */
final class Records {
    private static final int RECORD = 2249;

    private Records() {}

    /** The query with every such column as PostgreSQL can keep it. */
    static Rewritten storable(ChangeContext context, Rewritten query) throws IOException {
        if (!query.functions().contains("row")) {
            return query;
        }
        List<Output> columns = context.describe(query.sql());
        if (columns.stream().noneMatch(column -> column.typeOid() == RECORD)) {
            return query;
        }
        List<String> names = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        for (Output column : columns) {
            String name = "c" + names.size();
            names.add(name);
            selected.add(name + (column.typeOid() == RECORD ? "::pg_catalog.text::mz_store.record" : "") + " AS "
                    + Identifiers.always(column.name()));
        }
        String prefix = "SELECT " + String.join(", ", selected) + " FROM (";
        return query.wrapped(prefix, ") q (" + String.join(", ", names) + ")");
    }
}
