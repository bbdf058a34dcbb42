package dev.cutover.sandbox.statement.show;

import static dev.cutover.sandbox.sql.Identifiers.literal;

import dev.cutover.sandbox.catalog.Definition;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.session.Session;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.sql.Token;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Answer;
import dev.cutover.sandbox.statement.Statement.Output;
import dev.cutover.sandbox.statement.Statement.Query;
import dev.cutover.sandbox.statement.session.SessionStatements;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** SHOW: lists of things, and parameters. The lists are queries over the catalog's relations. */
public final class ShowStatements {
    private static final Map<String, String> SCHEMA_LISTS = Map.ofEntries(
            Map.entry("objects", "SELECT name, type, comment FROM mz_internal.mz_show_objects"),
            Map.entry("tables", "SELECT name, comment FROM mz_internal.mz_show_objects WHERE type = 'table'"),
            Map.entry("views", "SELECT name, comment FROM mz_internal.mz_show_objects WHERE type = 'view'"),
            Map.entry("types", "SELECT name, comment FROM mz_internal.mz_show_objects WHERE type = 'type'"),
            Map.entry("secrets", "SELECT name, comment FROM mz_internal.mz_show_objects WHERE type = 'secret'"),
            Map.entry("connections", "SELECT name, type, comment FROM mz_internal.mz_show_connections"),
            Map.entry("sources", "SELECT name, type, cluster, comment FROM mz_internal.mz_show_sources"),
            Map.entry("sinks", "SELECT name, type, cluster, comment FROM mz_internal.mz_show_sinks"),
            Map.entry("indexes", "SELECT name, \"on\", cluster, key, comment FROM mz_internal.mz_show_indexes"),
            Map.entry(
                    "materialized views", "SELECT name, cluster, comment FROM mz_internal.mz_show_materialized_views"));
    private static final Set<String> IN_CLUSTER = Set.of("sources", "sinks", "indexes", "materialized views");

    private ShowStatements() {}

    /** SHOW something. */
    public static Statement show(TokenReader reader) {
        reader.expect("show");
        if (reader.accept("databases")) {
            return list(reader, session -> "SELECT name, comment FROM mz_internal.mz_show_databases", "name");
        }
        if (reader.accept("clusters")) {
            return list(reader, session -> "SELECT name, replicas, comment FROM mz_internal.mz_show_clusters", "name");
        }
        if (reader.accept("cluster replicas")) {
            return list(
                    reader,
                    session ->
                            "SELECT cluster, replica, size, ready, comment FROM mz_internal.mz_show_cluster_replicas",
                    "cluster");
        }
        if (reader.accept("roles")) {
            return list(reader, session -> "SELECT name, comment FROM mz_internal.mz_show_roles", "name");
        }
        if (reader.accept("schemas")) {
            String database = reader.accept("from") || reader.accept("in") ? reader.identifier() : null;
            return list(reader, session -> schemas(session, database), "name");
        }
        if (reader.accept("columns")) {
            if (!reader.accept("from")) {
                reader.expect("in");
            }
            QualifiedName relation = reader.name();
            return list(reader, session -> columns(session, relation), "name");
        }
        if (reader.accept("privileges")) {
            return PrivilegeLists.privileges(reader);
        }
        if (reader.accept("default privileges")) {
            return PrivilegeLists.defaults(reader);
        }
        if (reader.accept("role membership")) {
            return PrivilegeLists.memberships(reader);
        }
        for (Map.Entry<String, String> entry : SCHEMA_LISTS.entrySet()) {
            if (reader.accept(entry.getKey())) {
                return schemaList(reader, entry.getKey(), entry.getValue());
            }
        }
        return parameter(reader);
    }

    private static String schemas(Session session, String database) {
        Names names = session.names();
        String id = database == null
                ? names.database().id()
                : names.database(database).id();
        return "SELECT name, comment FROM mz_internal.mz_show_schemas WHERE database_id IS NULL OR database_id = "
                + literal(id);
    }

    private static String columns(Session session, QualifiedName relation) {
        Item item = session.names().item(relation);
        AccessRules.require(session, session.catalog().schemas().get(item.schemaId()), Privilege.USAGE);
        return "SELECT name, nullable, type, comment FROM mz_internal.mz_show_columns WHERE id = " + literal(item.id())
                + " ORDER BY position";
    }

    private static Statement schemaList(TokenReader reader, String what, String query) {
        QualifiedName schema = null;
        QualifiedName on = null;
        String cluster = null;
        boolean more = true;
        while (more) {
            if (IN_CLUSTER.contains(what) && reader.accept("in cluster")) {
                cluster = reader.identifier();
            } else if (reader.accept("from") || reader.accept("in")) {
                schema = reader.name();
            } else if ((what.equals("indexes") || what.equals("tables")) && reader.accept("on")) {
                on = reader.name();
            } else {
                more = false;
            }
        }
        QualifiedName inSchema = schema;
        QualifiedName onItem = on;
        String inCluster = cluster;
        return list(reader, session -> restricted(session, query, inSchema, inCluster, onItem), "name");
    }

    private static String restricted(
            Session session, String query, QualifiedName schema, String cluster, QualifiedName on) {
        Names names = session.names();
        StringBuilder sql = new StringBuilder(query).append(query.contains(" WHERE ") ? " AND " : " WHERE ");
        boolean tables = query.contains("type = 'table'");
        if (on != null && tables) {
            return sql.append("name IN (SELECT i.name FROM mz_store.items i WHERE i.details ->> 'source' = ")
                    .append(literal(names.item(on).id()))
                    .append(")")
                    .toString();
        }
        if (on != null) {
            return sql.append("on_id = ").append(literal(names.item(on).id())).toString();
        }
        if (schema == null && cluster != null) {
            return sql.append("cluster_id = ")
                    .append(literal(names.cluster(cluster).id()))
                    .toString();
        }
        String schemaId = schema == null
                ? names.schemaFor(new QualifiedName(List.of("x"))).id()
                : names.schema(schema).id();
        sql.append("schema_id = ").append(literal(schemaId));
        if (cluster != null) {
            sql.append(" AND cluster_id = ")
                    .append(literal(names.cluster(cluster).id()));
        }
        return sql.toString();
    }

    /** A list with the usual LIKE or WHERE after it. */
    static Statement list(TokenReader reader, Function<Session, String> query, String nameColumn) {
        String filter = "";
        if (reader.accept("like")) {
            filter = " WHERE " + nameColumn + " LIKE " + literal(reader.string());
        } else if (reader.accept("where")) {
            List<Token> tokens = reader.rest();
            int end = tokens.get(tokens.size() - 1).start();
            filter = " WHERE " + reader.sql().substring(tokens.get(0).start(), end);
        }
        String suffix = filter;
        return new Query(Rule.READ, session -> {
            String inner = query.apply(session);
            String sql = suffix.isEmpty() && inner.contains(" ORDER BY ")
                    ? inner
                    : "SELECT * FROM (" + inner + ") q" + suffix + (inner.contains(" ORDER BY ") ? "" : " ORDER BY 1");
            return new Rewritten(sql, Set.of(), true, null, Definition.EMPTY, Set.of(), List.of());
        });
    }

    private static Statement parameter(TokenReader reader) {
        if (reader.accept("transaction isolation level")) {
            return value("transaction_isolation", "transaction_isolation");
        }
        if (reader.accept("time zone")) {
            return value("timezone", "timezone");
        }
        if (reader.accept("all")) {
            return value("all", "application_name");
        }
        String name = reader.identifier();
        return value(name.toLowerCase(Locale.ROOT), name);
    }

    private static Statement value(String column, String name) {
        return new Answer(Rule.FREE, List.of(Output.text(column)), session -> List.of(value(session, name)));
    }

    private static List<String> value(Session session, String name) {
        String key = name.toLowerCase(Locale.ROOT);
        if (session.catalog().systemSettings().containsKey(key)) {
            return List.of(session.catalog().systemSettings().get(key));
        }
        if (key.equals("schema")) {
            return java.util.Collections.singletonList(
                    session.names().currentSchema().map(schema -> schema.name()).orElse(null));
        }
        if (key.equals("is_superuser")) {
            return List.of(session.role().equals("mz_system") ? "on" : "off");
        }
        String value = session.settings().show(name);
        if (key.equals("cluster") || key.equals("database")) {
            SessionStatements.warnAboutMissing(session, key);
        }
        return List.of(value);
    }
}
