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

/** CREATE SOURCE ... FROM MYSQL CONNECTION c: only in the catalog. Nobody asks the upstream which tables it has. */
record MySqlSource(QualifiedName connection) {
    static MySqlSource read(TokenReader reader) {
        QualifiedName connection = reader.name();
        if (reader.sees("for")) {
            throw SqlException.of(
                    "0A000",
                    "the sandbox has MySQL sources without tables only, since it does not ask MySQL which there are; leave"
                            + " the FOR clause out");
        }
        return new MySqlSource(connection);
    }

    void create(ChangeContext context, QualifiedName name, boolean ifNotExists, String clusterName) throws IOException {
        Item target = context.names().item(connection);
        if (!"mysql".equals(target.detail(Item.TYPE))) {
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
        Map<String, String> details = Map.of(Item.TYPE, "mysql", Item.CONNECTION, target.id());
        Item source = place.get().item(cluster, definition, Set.of(target.id()), details);
        Item stored =
                SourceTables.store(context, source, "SELECT 0::int8::mz_catalog.uint8 AS transaction_id WHERE false");
        context.draft().put(stored.withColumns(List.of(new Column("transaction_id", "uint8", 16464, -1, true, null))));
    }
}
