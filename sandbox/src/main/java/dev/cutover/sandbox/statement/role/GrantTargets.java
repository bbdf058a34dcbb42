package dev.cutover.sandbox.statement.role;

import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Schema;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands after ON in GRANT and REVOKE: named things of one kind, or all of a kind in some places. */
record GrantTargets(Kind kind, List<QualifiedName> names, Kind allIn) {
    static GrantTargets read(TokenReader reader) {
        if (reader.accept("all")) {
            Kind kind = Kind.ofPlural(reader.peek().text());
            if (kind == null) {
                throw reader.expected("one of TABLES, TYPES, SECRETS, CONNECTIONS, SCHEMAS, DATABASES, or CLUSTERS");
            }
            reader.next();
            if (reader.accept("in schema")) {
                return new GrantTargets(kind, reader.names(), Kind.SCHEMA);
            }
            if (reader.accept("in database")) {
                return new GrantTargets(kind, reader.names(), Kind.DATABASE);
            }
            return new GrantTargets(kind, List.of(), Kind.ROLE);
        }
        for (String refused : List.of("view", "materialized view", "source")) {
            if (reader.sees(refused)
                    && !reader.peek(1).isSymbol(",")
                    && reader.peek(1).isIdentifier()
                    && !reader.peek(1).isWord("to")
                    && !reader.peek(1).isWord("from")) {
                throw SqlException.syntax(
                        "For object type " + refused.toUpperCase(Locale.ROOT)
                                + ", you must specify 'TABLE' or omit the object type",
                        reader.peek().start() + 1);
            }
        }
        Kind kind = Kind.TABLE;
        for (Kind candidate : List.of(
                Kind.DATABASE, Kind.SCHEMA, Kind.CLUSTER, Kind.TABLE, Kind.TYPE, Kind.SECRET, Kind.CONNECTION)) {
            boolean named = reader.sees(candidate.words()) && reader.peek(1).isIdentifier();
            if (named) {
                reader.next();
                kind = candidate;
                break;
            }
        }
        return new GrantTargets(kind, reader.names(), null);
    }

    /** Whether privileges that do not fit are told of: for things that were named one by one. */
    boolean strict() {
        return allIn == null;
    }

    List<Entity> find(ChangeContext context) {
        Names catalogNames = context.names();
        if (allIn == null) {
            List<Entity> found = new ArrayList<>();
            for (QualifiedName name : names) {
                found.add(
                        switch (kind) {
                            case DATABASE -> catalogNames.database(name.dotted());
                            case SCHEMA -> catalogNames.schema(name);
                            case CLUSTER -> catalogNames.cluster(name.dotted());
                            default -> catalogNames.item(name);
                        });
            }
            return found;
        }
        return context.catalog().items().values().stream()
                .filter(item -> fits(item) && inPlace(catalogNames, item))
                .map(item -> (Entity) item)
                .toList();
    }

    private boolean fits(Item item) {
        return kind == Kind.TABLE ? item.kind().isRelation() : item.kind() == kind;
    }

    private boolean inPlace(Names catalogNames, Item item) {
        Schema schema = catalogNames.catalog().schemas().get(item.schemaId());
        return switch (allIn) {
            case SCHEMA ->
                names.stream().anyMatch(name -> catalogNames.schema(name).id().equals(schema.id()));
            case DATABASE ->
                names.stream()
                        .anyMatch(name ->
                                catalogNames.database(name.dotted()).id().equals(schema.databaseId()));
            default -> true;
        };
    }
}
