package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.statement.ChangeContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks PostgreSQL which columns a relation has got. */
final class Columns {
    private Columns() {}

    static List<Column> of(ChangeContext context, Item item) throws IOException {
        String query = "SELECT a.attname, mz_store.type_name(a.atttypid),"
                + " mz_store.public_oid(a.atttypid), mz_store.public_typmod(a.atttypid, a.atttypmod), a.attnotnull,"
                + " pg_catalog.pg_get_expr(d.adbin, d.adrelid)"
                + " FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
                + " WHERE a.attrelid = 'mz_data." + Identifiers.always(item.id())
                + "'::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
        List<Column> columns = new ArrayList<>();
        for (List<String> row : context.postgres(query)) {
            columns.add(new Column(
                    row.get(0),
                    row.get(1),
                    Long.parseLong(row.get(2)),
                    Integer.parseInt(row.get(3)),
                    row.get(4).equals("f"),
                    withoutCast(row.get(5))));
        }
        return columns;
    }

    /** PostgreSQL writes {@code 'x'::text}, Materialize what was given. */
    private static String withoutCast(String expression) {
        return expression == null ? null : expression.replaceFirst("^('(?:[^']|'')*')::[a-z ]+$", "$1");
    }
}
