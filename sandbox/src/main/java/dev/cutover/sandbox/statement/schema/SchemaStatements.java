package dev.cutover.sandbox.statement.schema;

import dev.cutover.sandbox.catalog.Acl;
import dev.cutover.sandbox.catalog.Database;
import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Schema;
import dev.cutover.sandbox.session.AccessCheck;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Drops;
import dev.cutover.sandbox.statement.NewObjects;
import dev.cutover.sandbox.statement.Ownership;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.wire.Notice;
import dev.cutover.sandbox.wire.SqlException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** CREATE, DROP and ALTER of databases and schemas. */
public final class SchemaStatements {
    private SchemaStatements() {}

    /** CREATE DATABASE. */
    public static Statement createDatabase(TokenReader reader) {
        reader.expect("create database");
        boolean ifNotExists = reader.accept("if not exists");
        String name = reader.identifier();
        return new Change(Rule.SINGLE, "CREATE DATABASE", "CREATE DATABASE " + Identifiers.quote(name), context -> {
            AccessRules.requireSystem(context.session(), Privilege.CREATEDB);
            if (context.names().findDatabase(name).isPresent()) {
                if (!ifNotExists) {
                    throw SqlException.internal("database '" + name + "' already exists");
                }
                context.notice(Notice.notice("42P04", "database \"" + name + "\" already exists, skipping"));
                return;
            }
            String id = context.draft().ids().next(Kind.DATABASE);
            Acl acl = NewObjects.acl(context, Kind.DATABASE, null, null);
            context.draft().put(new Database(id, context.draft().ids().nextOid(), name, context.roleId(), acl));
            Acl open = NewObjects.acl(context, Kind.SCHEMA, id, null)
                    .grant(Acl.PUBLIC, Set.of(Privilege.USAGE), context.roleId());
            context.draft().put(newSchema(context, id, "public", open));
        });
    }

    private static Schema newSchema(ChangeContext context, String databaseId, String name, Acl acl) {
        return new Schema(
                context.draft().ids().next(Kind.SCHEMA),
                context.draft().ids().nextOid(),
                databaseId,
                name,
                context.roleId(),
                acl);
    }

    /** CREATE SCHEMA. */
    public static Statement createSchema(TokenReader reader) {
        reader.expect("create schema");
        boolean ifNotExists = reader.accept("if not exists");
        QualifiedName name = reader.name();
        return new Change(Rule.SINGLE, "CREATE SCHEMA", "CREATE SCHEMA " + name.quoted(), context -> {
            Names names = context.names();
            Database database;
            if (name.parts().size() > 1) {
                database = names.findDatabase(name.parts().get(0))
                        .orElseThrow(() -> SqlException.internal(
                                "invalid database " + name.parts().get(0)));
            } else {
                database = names.database();
            }
            AccessRules.require(context.session(), database, Privilege.CREATE);
            requireFreeName(name.last());
            if (names.findSchema(new QualifiedName(List.of(database.name(), name.last())))
                    .isPresent()) {
                if (!ifNotExists) {
                    throw exists(name.last());
                }
                context.notice(Notice.notice("42P06", "schema \"" + name.last() + "\" already exists, skipping"));
                return;
            }
            Acl acl = NewObjects.acl(context, Kind.SCHEMA, database.id(), null);
            context.draft().put(newSchema(context, database.id(), name.last(), acl));
        });
    }

    private static void requireFreeName(String name) {
        if (name.startsWith("mz_") || name.startsWith("pg_")) {
            throw SqlException.internal("unacceptable schema name '" + name + "'")
                    .detail("The prefixes \"mz_\" and \"pg_\" are reserved for system schemas.");
        }
    }

    private static SqlException exists(String name) {
        return SqlException.internal("schema '" + name + "' already exists");
    }

    /** DROP DATABASE. */
    public static Statement dropDatabase(TokenReader reader) {
        reader.expect("drop database");
        boolean ifExists = reader.accept("if exists");
        String name = reader.identifier();
        boolean restrict = reader.accept("restrict");
        if (!restrict) {
            reader.accept("cascade");
        }
        return new Change(Rule.SINGLE, "DROP DATABASE", "DROP DATABASE " + Identifiers.quote(name), context -> {
            Optional<Database> found = context.names().findDatabase(name);
            if (found.isEmpty()) {
                if (!ifExists) {
                    throw SqlException.internal("unknown database '" + name + "'");
                }
                context.notice(Notice.missing("DATABASE", name));
                return;
            }
            boolean empty = context.catalog().schemas().values().stream()
                    .noneMatch(schema -> found.get().id().equals(schema.databaseId()));
            if (restrict && !empty) {
                throw SqlException.internal(
                        "database '" + name + "' cannot be dropped with RESTRICT while it contains schemas");
            }
            AccessRules.requireOwner(context.session(), found.get());
            new Drops(context).cascade(List.of(found.get()));
        });
    }

    /** DROP SCHEMA. */
    public static Statement dropSchema(TokenReader reader) {
        reader.expect("drop schema");
        boolean ifExists = reader.accept("if exists");
        List<QualifiedName> schemas = reader.names();
        boolean cascade = reader.accept("cascade");
        if (!cascade) {
            reader.accept("restrict");
        }
        String display = "DROP SCHEMA " + schemas.get(0).quoted();
        return new Change(Rule.SINGLE, "DROP SCHEMA", display, context -> {
            List<Entity> targets = new java.util.ArrayList<>();
            AccessCheck check = AccessCheck.of(context.session());
            for (QualifiedName name : schemas) {
                Optional<Schema> found = ifExists && missingDatabase(context, name)
                        ? Optional.empty()
                        : context.names().findSchema(name);
                if (found.isEmpty()) {
                    if (!ifExists) {
                        throw SqlException.internal("unknown schema '" + name.dotted() + "'");
                    }
                    context.notice(Notice.missing("SCHEMA", name.dotted()));
                } else {
                    requireDroppable(context, found.get(), cascade);
                    targets.add(found.get());
                    check.owner(found.get()).container(context.catalog(), found.get(), Privilege.USAGE);
                }
            }
            check.require();
            new Drops(context).cascade(targets);
        });
    }

    private static boolean missingDatabase(ChangeContext context, QualifiedName name) {
        return name.parts().size() > 1
                && context.names().findDatabase(name.parts().get(0)).isEmpty();
    }

    private static void requireDroppable(ChangeContext context, Schema schema, boolean cascade) {
        if (schema.databaseId() == null) {
            throw SqlException.internal(
                    "cannot drop schema " + schema.name() + " because it is required by the database system");
        }
        if (!cascade && !context.names().itemsIn(schema.id()).isEmpty()) {
            throw SqlException.internal("schema '" + context.names().full(schema)
                    + "' cannot be dropped without CASCADE while it contains objects");
        }
    }

    /** ALTER DATABASE ... OWNER TO. */
    public static Statement alterDatabase(TokenReader reader) {
        reader.expect("alter database");
        String name = reader.identifier();
        if (!reader.accept("owner to")) {
            throw reader.expected("OWNER");
        }
        String owner = reader.identifier();
        return new Change(Rule.SINGLE, "ALTER DATABASE", "ALTER DATABASE " + Identifiers.quote(name), context -> {
            Ownership.change(context, context.names().database(name), owner);
        });
    }

    /** ALTER SCHEMA ... RENAME TO, SWAP WITH or OWNER TO. */
    public static Statement alterSchema(TokenReader reader) {
        reader.expect("alter schema");
        boolean ifExists = reader.accept("if exists");
        QualifiedName name = reader.name();
        String display = "ALTER SCHEMA " + name.quoted();
        if (reader.accept("rename to")) {
            String newName = reader.identifier();
            return new Change(Rule.NAMES, "ALTER SCHEMA", display, context -> rename(context, name, newName, ifExists));
        }
        if (reader.accept("swap with")) {
            String other = reader.identifier();
            return new Change(Rule.NAMES, "ALTER SCHEMA", display, context -> swap(context, name, other, ifExists));
        }
        if (reader.accept("owner to")) {
            String owner = reader.identifier();
            return new Change(Rule.SINGLE, "ALTER SCHEMA", display, context -> {
                if (ifExists && context.names().findSchema(name).isEmpty()) {
                    context.notice(Notice.missing("SCHEMA", name.dotted()));
                } else {
                    Ownership.change(context, context.names().schema(name), owner);
                }
            });
        }
        throw reader.expected("one of OWNER or RENAME or SWAP");
    }

    private static void rename(ChangeContext context, QualifiedName name, String newName, boolean ifExists) {
        if (ifExists && context.names().findSchema(name).isEmpty()) {
            context.notice(Notice.missing("SCHEMA", name.dotted()));
            return;
        }
        Schema schema = context.names().schema(name);
        if (schema.databaseId() == null) {
            throw SqlException.of("0A000", "renaming the " + schema.name() + " schema is not supported");
        }
        Database database = context.catalog().databases().get(schema.databaseId());
        if (sibling(context, database, newName).isPresent()) {
            throw exists(newName);
        }
        AccessRules.requireOwner(context.session(), schema);
        AccessRules.require(context.session(), database, Privilege.CREATE);
        requireFreeName(newName);
        context.draft().put(schema.named(newName));
    }

    private static void swap(ChangeContext context, QualifiedName name, String otherName, boolean ifExists) {
        if (ifExists && context.names().findSchema(name).isEmpty()) {
            context.notice(Notice.missing("SCHEMA", name.dotted()));
            return;
        }
        Schema schema = context.names().schema(name);
        if (schema.databaseId() == null) {
            throw SqlException.internal("cannot swap schemas that are in the ambient database");
        }
        Database database = context.catalog().databases().get(schema.databaseId());
        Schema other = sibling(context, database, otherName)
                .orElseThrow(() -> SqlException.internal("unknown schema '" + otherName + "'"));
        AccessCheck.of(context.session())
                .owner(schema, other)
                .privilege(database, Privilege.CREATE)
                .require();
        context.draft().put(schema.named(other.name()));
        context.draft().put(other.named(schema.name()));
        if (schema.equals(other)) {
            context.draft().put(schema);
        }
    }

    /** The schema of that name in the database itself; those of the system are in every database only for queries. */
    private static Optional<Schema> sibling(ChangeContext context, Database database, String name) {
        return context.names()
                .findSchema(new QualifiedName(List.of(database.name(), name)))
                .filter(schema -> database.id().equals(schema.databaseId()));
    }
}
