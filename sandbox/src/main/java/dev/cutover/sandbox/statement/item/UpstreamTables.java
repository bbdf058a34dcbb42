package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.upstream.PostgresStream;
import dev.cutover.sandbox.upstream.Upstream;
import dev.cutover.sandbox.upstream.UpstreamTable;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies of tables that a PostgreSQL outside publishes; they have their first rows when they are created. */
final class UpstreamTables {
    private UpstreamTables() {}

    static Connection connect(ChangeContext context, Item connection) throws SQLException {
        if (connection.detail(Item.ENDPOINT) == null) {
            throw SqlException.of("0A000", "the sandbox connects to a HOST that is written out, not to a secret's");
        }
        return Upstream.of(connection, context.session().world().secrets()).open();
    }

    static SqlException failure(SQLException e) {
        return SqlException.internal("failed to connect to PostgreSQL database").detail(e.getMessage());
    }

    /** The published table that a reference of one to three parts means. */
    static UpstreamTable find(List<UpstreamTable> published, QualifiedName reference) {
        List<UpstreamTable> found = published.stream()
                .filter(table -> table.name().equals(reference.last()))
                .filter(table -> reference.parts().size() == 1
                        || table.schema()
                                .equals(reference.parts().get(reference.parts().size() - 2)))
                .toList();
        if (found.isEmpty()) {
            throw SqlException.internal("reference to " + reference.dotted() + " not found in source");
        }
        if (found.size() > 1) {
            throw SqlException.internal("reference " + reference.dotted()
                    + " is ambiguous, consider specifying an additional layer of qualification");
        }
        return found.get(0);
    }

    static void subsource(
            ChangeContext context,
            Connection upstream,
            Cluster cluster,
            Item source,
            QualifiedName name,
            UpstreamTable table)
            throws IOException, SQLException {
        if (context.names().findItem(name).isPresent()) {
            throw SqlException.internal("catalog item '" + name.last() + "' already exists");
        }
        NewItem place = NewItem.at(context, Kind.SOURCE, name, false).orElseThrow();
        Map<String, String> details = details(source, table);
        details.put(Item.TYPE, "subsource");
        Item item = place.item(cluster, Definition.EMPTY, Set.of(source.id()), details);
        context.draft().put(filled(context, upstream, item, table));
    }

    /** CREATE TABLE ... FROM SOURCE of a PostgreSQL source. */
    static void fromSource(
            ChangeContext context, QualifiedName name, boolean ifNotExists, Item source, QualifiedName reference)
            throws IOException {
        Optional<NewItem> place = NewItem.at(context, Kind.TABLE, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        Item connection = context.catalog().items().get(source.detail(Item.CONNECTION));
        try (Connection upstream = connect(context, connection)) {
            UpstreamTable table = find(Upstream.tables(upstream, source.detail(Item.PUBLICATION)), reference);
            Map<String, String> details = details(source, table);
            Item item = place.get().item(Definition.EMPTY, Set.of(source.id()), details);
            Item complete = filled(context, upstream, item, table);
            Definition definition = SourceTables.definition(
                    columns(table), source, Identifiers.quote(table.schema()) + "." + Identifiers.quote(table.name()));
            context.draft().put(complete.redefined(definition, item.uses(), details));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static Map<String, String> details(Item source, UpstreamTable table) {
        return new HashMap<>(Map.of(
                Item.SOURCE, source.id(), Item.UPSTREAM_SCHEMA, table.schema(), Item.UPSTREAM_TABLE, table.name()));
    }

    private static Item filled(ChangeContext context, Connection upstream, Item item, UpstreamTable table)
            throws IOException, SQLException {
        if (!table.wholeRows()) {
            throw SqlException.internal("referenced items not tables with REPLICA IDENTITY FULL")
                    .detail("referenced items: " + table.dotted());
        }
        context.postgres("CREATE TABLE mz_data." + Identifiers.always(item.id()) + " (" + columns(table) + ")");
        Item complete = item.withColumns(Columns.of(context, item));
        context.postgres(PostgresStream.replacement(item.id(), PostgresStream.rows(upstream, complete)));
        return complete;
    }

    private static String columns(UpstreamTable table) {
        return table.columns().stream()
                .map(column ->
                        Identifiers.quote(column.name()) + " " + column.type() + (column.required() ? " NOT NULL" : ""))
                .collect(Collectors.joining(", "));
    }
}
