package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.upstream.Upstream;
import dev.cutover.sandbox.upstream.UpstreamTable;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * CREATE SOURCE ... FROM POSTGRES CONNECTION c (PUBLICATION 'p') [FOR ALL TABLES | FOR TABLES (...) | FOR SCHEMAS (...)]. Without a
 * FOR clause the source has only its progress, and tables made from it have the data (FINDINGS 21).
 */
record PostgresSource(
        QualifiedName connection,
        String publication,
        boolean all,
        Map<QualifiedName, QualifiedName> tables,
        List<QualifiedName> schemas) {

    static PostgresSource read(TokenReader reader) {
        QualifiedName connection = reader.name();
        String publication = SourceTables.onlyOption(reader, "publication");
        boolean all = reader.accept("for all tables");
        Map<QualifiedName, QualifiedName> tables = new LinkedHashMap<>();
        List<QualifiedName> schemas = List.of();
        if (reader.accept("for tables")) {
            reader.expectSymbol("(");
            do {
                QualifiedName table = reader.name();
                tables.put(table, reader.accept("as") ? reader.name() : new QualifiedName(List.of(table.last())));
            } while (reader.acceptSymbol(","));
            reader.expectSymbol(")");
        } else if (reader.accept("for schemas")) {
            reader.expectSymbol("(");
            schemas = reader.names();
            reader.expectSymbol(")");
        }
        if (reader.accept("expose progress as")) {
            reader.name();
        }
        return new PostgresSource(connection, publication, all, tables, schemas);
    }

    private boolean makesTables() {
        return all || !tables.isEmpty() || !schemas.isEmpty();
    }

    void create(ChangeContext context, QualifiedName name, boolean ifNotExists, String clusterName) throws IOException {
        Item target = context.names().item(connection);
        if (!"postgres".equals(target.detail(Item.TYPE))) {
            throw SqlException.internal(context.names().full(target) + " is not a POSTGRES CONNECTION");
        }
        Optional<NewItem> place = NewItem.at(context, Kind.SOURCE, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        Cluster cluster = NewItem.cluster(context, clusterName);
        try (Connection upstream = UpstreamTables.connect(context, target)) {
            List<UpstreamTable> published = published(upstream);
            Map<String, String> details = new HashMap<>(Map.of(
                    Item.TYPE,
                    "postgres",
                    Item.CONNECTION,
                    target.id(),
                    Item.PUBLICATION,
                    publication,
                    Item.SLOT,
                    "materialize_" + UUID.randomUUID().toString().replace("-", "")));
            QualifiedName progress = LoadGenerator.sibling(name, name.last() + "_progress");
            Item source = place.get()
                    .item(cluster, definition(context, target, name, progress), Set.of(target.id()), details);
            SourceTables.progressOnly(context, source, "lsn");
            for (Map.Entry<QualifiedName, UpstreamTable> wanted :
                    wanted(name, published).entrySet()) {
                UpstreamTables.subsource(context, upstream, cluster, source, wanted.getKey(), wanted.getValue());
            }
            if (makesTables()) {
                LoadGenerator.subsource(
                        context, null, source, progress, "SELECT 0::int8::mz_catalog.uint8 AS lsn", "progress");
            }
        } catch (SQLException e) {
            throw UpstreamTables.failure(e);
        }
    }

    private List<UpstreamTable> published(Connection upstream) throws SQLException {
        String hindrance = Upstream.hindrance(upstream);
        if (hindrance != null) {
            throw SqlException.internal(hindrance);
        }
        if (!Upstream.publishes(upstream, publication)) {
            throw SqlException.internal("failed to connect to PostgreSQL database")
                    .detail("publication \"" + publication + "\" does not exist");
        }
        List<UpstreamTable> published = Upstream.tables(upstream, publication);
        if (published.isEmpty()) {
            throw SqlException.internal("PUBLICATION " + publication + " is empty");
        }
        return published;
    }

    /** The tables that the FOR clause asks for, under the names that they get. */
    private Map<QualifiedName, UpstreamTable> wanted(QualifiedName source, List<UpstreamTable> published) {
        Map<QualifiedName, UpstreamTable> wanted = new LinkedHashMap<>();
        List<String> wantedSchemas = schemas.stream().map(QualifiedName::last).toList();
        for (UpstreamTable table : published) {
            if (all || wantedSchemas.contains(table.schema())) {
                wanted.put(LoadGenerator.sibling(source, table.name()), table);
            }
        }
        tables.forEach((reference, alias) -> wanted.put(
                alias.parts().size() > 1 ? alias : LoadGenerator.sibling(source, alias.last()),
                UpstreamTables.find(published, reference)));
        return wanted;
    }

    private Definition definition(ChangeContext context, Item target, QualifiedName name, QualifiedName progress) {
        String text = " (PUBLICATION = " + Identifiers.literal(publication) + ")";
        if (makesTables()) {
            QualifiedName home = context.names().nameOf(context.names().schemaFor(name));
            text += (all ? " FOR ALL TABLES" : schemas.isEmpty() ? forTables() : forSchemas()) + " EXPOSE PROGRESS AS "
                    + home.quoted() + "." + Identifiers.quote(progress.last());
        }
        return new Definition(List.of(
                new Definition.Text("FROM POSTGRES CONNECTION ", "FROM POSTGRES CONNECTION "),
                new Definition.Reference(target.id(), false),
                new Definition.Text(text, text)));
    }

    private String forTables() {
        return " FOR TABLES ("
                + String.join(
                        ", ",
                        tables.entrySet().stream()
                                .map(table -> table.getKey().quoted() + " AS "
                                        + table.getValue().quoted())
                                .toList())
                + ")";
    }

    private String forSchemas() {
        return " FOR SCHEMAS ("
                + String.join(", ", schemas.stream().map(QualifiedName::quoted).toList()) + ")";
    }
}
