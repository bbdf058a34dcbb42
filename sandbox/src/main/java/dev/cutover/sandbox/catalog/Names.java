package dev.cutover.sandbox.catalog;

import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.RelationResolver;
import dev.cutover.sandbox.wire.SqlException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds things by name in one catalog, as one session sees it. */
public final class Names implements RelationResolver {
    private final Catalog catalog;
    private final String database;
    private final List<String> searchPath;
    private final String sessionId;
    private final SystemRelations system;

    /** Names as seen from a database with a search path; temporary objects are those of {@code sessionId}. */
    public Names(Catalog catalog, String database, List<String> searchPath, String sessionId, SystemRelations system) {
        this.catalog = catalog;
        this.database = database;
        this.searchPath = searchPath;
        this.sessionId = sessionId;
        this.system = system;
    }

    /** The catalog in which names are looked up. */
    public Catalog catalog() {
        return catalog;
    }

    private static <E extends Entity> Optional<E> byName(Collection<E> entities, String name) {
        return entities.stream().filter(entity -> entity.name().equals(name)).findFirst();
    }

    /** The database of that name, if there is one. */
    public Optional<Database> findDatabase(String name) {
        return byName(catalog.databases().values(), name);
    }

    /** The database of that name. */
    public Database database(String name) {
        return findDatabase(name).orElseThrow(() -> SqlException.internal("unknown database '" + name + "'"));
    }

    /** The session's database. */
    public Database database() {
        return database(database);
    }

    /** The cluster of that name, if there is one. */
    public Optional<Cluster> findCluster(String name) {
        return byName(catalog.clusters().values(), name);
    }

    /** The cluster of that name. */
    public Cluster cluster(String name) {
        return findCluster(name).orElseThrow(() -> SqlException.internal("unknown cluster '" + name + "'"));
    }

    /** The role of that name, if there is one. */
    public Optional<Role> findRole(String name) {
        return byName(catalog.roles().values(), name);
    }

    /** The role of that name. */
    public Role role(String name) {
        return findRole(name).orElseThrow(() -> SqlException.internal("unknown role '" + name + "'"));
    }

    /** The schema of that name, if there is one; its name may have a database. */
    public Optional<Schema> findSchema(QualifiedName name) {
        if (name.parts().size() > 2) {
            return Optional.empty();
        }
        Optional<Database> home =
                name.parts().size() == 2 ? Optional.of(database(name.parts().get(0))) : findDatabase(database);
        return catalog.schemas().values().stream()
                .filter(schema -> schema.name().equals(name.last()))
                .filter(schema -> schema.databaseId() == null
                        || home.isPresent()
                                && schema.databaseId().equals(home.get().id()))
                .findFirst();
    }

    /** The schema of that name. */
    public Schema schema(QualifiedName name) {
        return findSchema(name).orElseThrow(() -> SqlException.internal("unknown schema '" + name.last() + "'"));
    }

    /** The first schema of the search path that exists: where new objects go. */
    public Optional<Schema> currentSchema() {
        return searchPath.stream()
                .map(name -> findSchema(new QualifiedName(List.of(name))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The schema in which an object of this name would be created. */
    public Schema schemaFor(QualifiedName item) {
        if (item.parts().size() > 1) {
            return schema(new QualifiedName(item.qualifier()));
        }
        return currentSchema()
                .orElseThrow(() -> SqlException.of("3F000", "no valid schema selected")
                        .hint(
                                "Use SET schema = name to select a schema.  Use SHOW SCHEMAS to list available schemas.  Use"
                                        + " SHOW search_path to show the schema names that we looked for, but none of them"
                                        + " existed."));
    }

    /** The item of that name in a schema, if there is one. */
    public Optional<Item> findIn(Schema schema, String name) {
        return catalog.items().values().stream()
                .filter(item ->
                        item.schemaId().equals(schema.id()) && item.name().equals(name))
                .filter(this::visible)
                .findFirst();
    }

    private boolean visible(Item item) {
        return item.detail(Item.SESSION) == null || item.detail(Item.SESSION).equals(sessionId);
    }

    /** The item of that name, if there is one; an unknown schema or database is an error all the same. */
    public Optional<Item> findItem(QualifiedName name) {
        if (name.parts().size() > 1) {
            return findIn(schema(new QualifiedName(name.qualifier())), name.last());
        }
        return searchPath.stream()
                .map(part -> findSchema(new QualifiedName(List.of(part))))
                .flatMap(Optional::stream)
                .flatMap(schema -> findIn(schema, name.last()).stream())
                .findFirst();
    }

    /** The item of that name. */
    public Item item(QualifiedName name) {
        return findItem(name).orElseThrow(() -> unknown(name));
    }

    private static SqlException unknown(QualifiedName name) {
        return SqlException.internal("unknown catalog item '" + name.dotted() + "'");
    }

    @Override
    public Relation resolve(QualifiedName name) {
        Optional<String> systemRelation = system.find(name);
        if (systemRelation.isPresent()) {
            return new Relation(systemRelation.get(), null, name.parts());
        }
        Item item = item(name);
        if (!item.kind().isRelation()) {
            throw SqlException.internal("catalog item '" + full(item) + "' is "
                    + item.kind().withArticle() + " and so cannot be depended upon");
        }
        return new Relation(
                "mz_data." + Identifiers.always(item.id()),
                item.id(),
                nameOf(item).parts());
    }

    /** The parts of an item's full name: database (when it has one), schema, item. */
    public QualifiedName nameOf(Item item) {
        Schema schema = catalog.schemas().get(item.schemaId());
        QualifiedName home = nameOf(schema);
        List<String> parts = new java.util.ArrayList<>(home.parts());
        parts.add(item.name());
        return new QualifiedName(parts);
    }

    /** The parts of a schema's full name. */
    public QualifiedName nameOf(Schema schema) {
        return schema.databaseId() == null
                ? new QualifiedName(List.of(schema.name()))
                : new QualifiedName(
                        List.of(catalog.databases().get(schema.databaseId()).name(), schema.name()));
    }

    /** The full name with dots and without quotes, as messages print it. */
    public String full(Entity entity) {
        if (entity instanceof Item item) {
            return nameOf(item).dotted();
        }
        return entity instanceof Schema schema ? nameOf(schema).dotted() : entity.name();
    }

    /** The shortest name under which this session finds an item, as messages about dependents print it. */
    public String shortest(Item item) {
        QualifiedName bare = new QualifiedName(List.of(item.name()));
        if (findItem(bare).filter(item::equals).isPresent()) {
            return item.name();
        }
        QualifiedName full = nameOf(item);
        boolean here = full.parts().get(0).equals(database);
        return here && full.parts().size() == 3
                ? full.parts().get(1) + "." + full.parts().get(2)
                : full.dotted();
    }

    /** A map of the items by id that pass through in the order of the catalog. */
    public Map<String, Item> itemsIn(String schemaId) {
        Map<String, Item> result = new LinkedHashMap<>();
        catalog.items().values().stream()
                .filter(item -> item.schemaId().equals(schemaId))
                .forEach(item -> result.put(item.id(), item));
        return result;
    }
}
