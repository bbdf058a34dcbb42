package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Column;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.SqlException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CREATE SOURCE ... FROM MYSQL CONNECTION c. Nobody asks the upstream which tables it has: each that a table is made from is taken to be
 * there, with a number as its key and nothing else, and empty.
 */
record MySqlSource(QualifiedName connection) {
    private static final String TYPE = "mysql";

    static MySqlSource read(TokenReader reader) {
        QualifiedName connection = reader.name();
        if (reader.sees("for")) {
            throw SqlException.of(
                    "0A000",
                    "the sandbox does not ask MySQL which tables there are; leave the FOR clause out, and create a table from"
                            + " the source for each");
        }
        return new MySqlSource(connection);
    }

    void create(ChangeContext context, QualifiedName name, boolean ifNotExists, String clusterName) throws IOException {
        Item target = context.names().item(connection);
        if (!TYPE.equals(target.detail(Item.TYPE))) {
            throw SqlException.internal(context.names().full(target) + " is not a MYSQL CONNECTION");
        }
        Optional<NewItem> place = NewItem.at(context, Kind.SOURCE, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        Cluster cluster = NewItem.cluster(context, clusterName);
        Definition definition = new Definition(List.of(
                new Definition.Text("FROM MYSQL CONNECTION ", "FROM MYSQL CONNECTION "),
                new Definition.Reference(target.id(), false)));
        Map<String, String> details = Map.of(Item.TYPE, TYPE, Item.CONNECTION, target.id());
        Item source = place.get().item(cluster, definition, Set.of(target.id()), details);
        SourceTables.progressOnly(context, source, "transaction_id");
    }

    /** Whether tables of this source are made by {@link #createTable}. */
    static boolean is(Item source) {
        return TYPE.equals(source.detail(Item.TYPE));
    }

    /** CREATE TABLE ... FROM SOURCE of a MySQL source. */
    static void createTable(
            ChangeContext context, QualifiedName name, boolean ifNotExists, Item source, QualifiedName reference)
            throws IOException {
        Optional<NewItem> place = NewItem.at(context, Kind.TABLE, name, ifNotExists);
        if (place.isEmpty()) {
            return;
        }
        Map<String, String> details = Map.of(Item.SOURCE, source.id());
        Item table = place.get().item(Definition.EMPTY, Set.of(source.id()), details);
        Item stored = SourceTables.store(context, table, "SELECT 0::int8 AS id WHERE false");
        Item complete = stored.withColumns(List.of(new Column("id", "bigint", 20, -1, false, null)));
        Definition definition = SourceTables.definition("\"id\" pg_catalog.int8 NOT NULL", source, reference.quoted());
        context.draft().put(complete.redefined(definition, table.uses(), details));
    }
}
