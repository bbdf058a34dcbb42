package dev.cutover.sandbox.statement.item;

import dev.cutover.sandbox.catalog.Cluster;
import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Schema;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.NewObjects;
import dev.cutover.sandbox.wire.Notice;
import dev.cutover.sandbox.wire.SqlException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The place and the identity of an item that is about to be created. */
final class NewItem {
    private final ChangeContext context;
    private final Kind kind;
    private final Schema schema;
    private final String name;

    private NewItem(ChangeContext context, Kind kind, Schema schema, String name) {
        this.context = context;
        this.kind = kind;
        this.schema = schema;
        this.name = name;
    }

    /** Looks whether the name is free; empty when it is not and IF NOT EXISTS says to go on. */
    static Optional<NewItem> at(ChangeContext context, Kind kind, QualifiedName name, boolean ifNotExists) {
        Names names = context.names();
        Schema schema = names.schemaFor(name);
        Optional<Item> existing = names.findIn(schema, name.last());
        if (existing.isPresent()) {
            if (!ifNotExists) {
                throw exists(names, kind, existing.get());
            }
            context.notice(Notice.notice("42710", kind.words() + " \"" + name.last() + "\" already exists, skipping"));
            return Optional.empty();
        }
        AccessRules.require(context.session(), schema, Privilege.CREATE);
        if (schema.databaseId() == null) {
            throw SqlException.internal("system schema '" + schema.name() + "' cannot be modified");
        }
        return Optional.of(new NewItem(context, kind, schema, name.last()));
    }

    private static SqlException exists(Names names, Kind kind, Item existing) {
        // Kinds that are planned without a name check say it in the catalog's words (objects /
        // webhook_secret_connection).
        boolean plain = kind == Kind.SECRET || kind == Kind.CONNECTION || kind == Kind.TYPE;
        return plain
                ? SqlException.internal("catalog item '" + existing.name() + "' already exists")
                : SqlException.internal(existing.kind().words() + " \"" + names.full(existing) + "\" already exists");
    }

    /** The item, in no cluster, without columns. */
    Item item(Definition definition, Set<String> uses, Map<String, String> details) {
        return item(null, definition, uses, details);
    }

    /** The item in a cluster, or in none for null. */
    Item item(Cluster cluster, Definition definition, Set<String> uses, Map<String, String> details) {
        return new Item(
                context.draft().ids().next(kind),
                context.draft().ids().nextOid(),
                kind,
                schema.id(),
                name,
                context.roleId(),
                NewObjects.acl(context, kind, schema.databaseId(), schema.id()),
                cluster == null ? null : cluster.id(),
                List.of(),
                definition,
                uses,
                details,
                System.currentTimeMillis());
    }

    /** The cluster of an IN CLUSTER clause, or the session's. */
    static Cluster findCluster(ChangeContext context, String name) {
        return context.names()
                .cluster(name == null ? context.session().settings().show("cluster") : name);
    }

    /** The same; creating there needs a privilege. */
    static Cluster cluster(ChangeContext context, String name) {
        Cluster cluster = findCluster(context, name);
        AccessRules.require(context.session(), cluster, Privilege.CREATE);
        return cluster;
    }
}
