package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Drops;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Materialized views that stand ready to take the place of another's query (objects / replacement_materialized_view). */
final class Replacements {
    private Replacements() {}

    /** The materialized view that a replacement is for. */
    static Item target(Names names, QualifiedName name) {
        Item target = names.item(name);
        if (target.kind() != Kind.MATERIALIZED_VIEW) {
            throw SqlException.internal(name.dotted() + " is " + target.kind().withArticle() + " not "
                    + Kind.MATERIALIZED_VIEW.withArticle());
        }
        if (target.detail(Item.REPLACES) != null) {
            throw SqlException.of("0A000", "cannot replace a materialized view that is a replacement itself");
        }
        return target;
    }

    /** Refuses a replacement whose columns are not those of its target. */
    static void requireSameColumns(Item target, Item replacement) {
        List<Column> wanted = target.columns();
        List<Column> given = replacement.columns();
        for (int i = 0; i < Math.max(wanted.size(), given.size()); i++) {
            int position = i + 1;
            if (i >= wanted.size()) {
                throw differs("extra column \"" + given.get(i).name() + "\" at position " + position);
            }
            if (i >= given.size()) {
                throw differs("missing column \"" + wanted.get(i).name() + "\" at position " + position);
            }
            requireSame(wanted.get(i), given.get(i), position);
        }
    }

    private static void requireSame(Column wanted, Column given, int position) {
        if (!wanted.name().equals(given.name())) {
            throw differs("column name mismatch at position " + position + " (target: \"" + wanted.name()
                    + "\", replacement: \"" + given.name() + "\")");
        }
        String column = "column \"" + wanted.name() + "\" at position " + position;
        if (!wanted.type().equals(given.type())) {
            throw differs(
                    column + ": type mismatch (target: " + wanted.type() + ", replacement: " + given.type() + ")");
        }
        if (wanted.nullable() != given.nullable()) {
            throw differs(column + ": nullability mismatch (target: " + nullability(wanted) + ", replacement: "
                    + nullability(given) + ")");
        }
    }

    private static String nullability(Column column) {
        return column.nullable() ? "NULL" : "NOT NULL";
    }

    private static SqlException differs(String detail) {
        return SqlException.of("0A000", "replacement schema differs from target schema")
                .detail(detail);
    }

    /** Puts a replacement's query under its target's id; the replacement is gone afterwards. */
    static void apply(ChangeContext context, Item target, QualifiedName name) throws IOException {
        Item replacement = context.names().item(name);
        AccessRules.requireOwner(context.session(), target, replacement);
        if (!target.id().equals(replacement.detail(Item.REPLACES))) {
            throw SqlException.internal("\"" + context.names().full(replacement) + "\" is not a replacement for \""
                    + context.names().full(target) + "\"");
        }
        List<Item> dependents = new Drops(context).dependents(replacement);
        if (!dependents.isEmpty()) {
            throw ItemStatements.stillUsed(context.names(), replacement, dependents.get(0));
        }
        String query = context.postgres(
                        "SELECT pg_catalog.pg_get_viewdef('" + relation(replacement) + "'::pg_catalog.regclass)")
                .get(0)
                .get(0);
        context.postgres("CREATE OR REPLACE VIEW " + relation(target) + " AS " + query);
        Set<String> uses = new HashSet<>(replacement.uses());
        uses.remove(target.id());
        Map<String, String> details = new HashMap<>(replacement.details());
        details.remove(Item.REPLACES);
        context.draft().remove(replacement);
        context.draft()
                .put(target.inCluster(replacement.clusterId()).redefined(replacement.definition(), uses, details));
    }

    private static String relation(Item item) {
        return "mz_data." + Identifiers.always(item.id());
    }
}
