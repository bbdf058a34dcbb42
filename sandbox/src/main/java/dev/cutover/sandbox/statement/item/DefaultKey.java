package dev.cutover.sandbox.statement.item;

import static java.util.stream.Collectors.joining;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.statement.ChangeContext;
import java.io.IOException;
import java.util.List;

/**
 * The columns of a default index. Materialize takes the first key that it knows: in a constant relation of several rows that is the
 * first column in which no value repeats. Where it knows none it takes all columns.
 */
final class DefaultKey {
    private DefaultKey() {}

    static List<Column> of(ChangeContext context, Item relation) throws IOException {
        List<Column> columns = relation.columns();
        boolean view = relation.kind() == Kind.VIEW || relation.kind() == Kind.MATERIALIZED_VIEW;
        if (!view || !isConstant(context.catalog(), relation) || !Effort.isSlight(context, relation)) {
            return columns;
        }
        String unique = columns.stream()
                .map(column -> "count(*) > 1 AND count(*) = count(DISTINCT coalesce('=' || ("
                        + Identifiers.always(column.name()) + ")::text, 'null'))")
                .collect(joining(", "));
        List<String> answer = context.postgres(
                        "SELECT " + unique + " FROM mz_data." + Identifiers.always(relation.id()))
                .get(0);
        int first = answer.indexOf("t");
        return first < 0 ? columns : List.of(columns.get(first));
    }

    /** Whether a view reads nothing but views that read nothing. */
    private static boolean isConstant(Catalog catalog, Item view) {
        return view.uses().stream()
                .map(catalog.items()::get)
                .allMatch(used -> used.kind() == Kind.VIEW && isConstant(catalog, used));
    }
}
