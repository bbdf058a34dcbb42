package dev.cutover.sandbox.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something in a schema. {@code clusterId} is null when it runs nowhere. {@code definition} is what follows the name in its
 * CREATE statement, with references by id (FINDINGS 17). {@code uses} are the ids of the objects that it needs.
 * {@code details} holds what only some kinds have; see the constants.
 */
public record Item(
        String id,
        long oid,
        Kind kind,
        String schemaId,
        String name,
        String owner,
        Acl acl,
        String clusterId,
        List<Column> columns,
        Definition definition,
        Set<String> uses,
        Map<String, String> details,
        long createdAtMillis)
        implements Entity {
    /** Detail: the type in mz_sources, mz_connections, mz_sinks. */
    public static final String TYPE = "type";
    /** Detail: the id of the relation that an index is on, or that a sink reads. */
    public static final String ON = "on";
    /** Detail: the id of the source that a table or subsource belongs to. */
    public static final String SOURCE = "source";
    /** Detail: when the input ends, in milliseconds since the epoch. */
    public static final String CLOSES_AT = "closes_at";
    /** Detail: the id of the connection. */
    public static final String CONNECTION = "connection";
    /** Detail: the id of the materialized view that this one stands ready to replace. */
    public static final String REPLACES = "replaces";
    /** Detail: how many milliseconds of computing a hydration takes. */
    public static final String EFFORT = "effort";
    /** Detail: where a connection leads. */
    public static final String ENDPOINT = "endpoint";
    /** Detail: the topic that a Kafka source reads or a sink writes. */
    public static final String TOPIC = "topic";
    /** Detail: the options of a materialized view, as SHOW CREATE prints them. */
    public static final String OPTIONS = "options";
    /** Detail: {@code host port} of the real broker that a sink or source uses; none for the pretended one. */
    public static final String BROKER = "broker";
    /** The schema in which the catalog shows the temporary objects of all sessions. */
    static final String TEMPORARY_SCHEMA = "0";
    /** Detail: the database that a connection leads to. */
    public static final String DATABASE = "database";
    /** Detail: the user as whom a connection connects. */
    public static final String USER = "user";
    /** Detail: the id of the secret that holds a connection's password. */
    public static final String SECRET = "secret";
    /** Detail: the publication that a PostgreSQL source reads. */
    public static final String PUBLICATION = "publication";
    /** Detail: the replication slot that a PostgreSQL source holds. */
    public static final String SLOT = "slot";
    /** Detail: the schema of the upstream's table whose copy this is. */
    public static final String UPSTREAM_SCHEMA = "upstream_schema";
    /** Detail: the name of the upstream's table whose copy this is. */
    public static final String UPSTREAM_TABLE = "upstream_table";
    /** Detail: the id of the session that a temporary object belongs to. */
    public static final String SESSION = "session";

    /** Copies the collections. */
    public Item {
        columns = List.copyOf(columns);
        uses = Set.copyOf(uses);
        details = Map.copyOf(details);
    }

    /** A detail, or null. */
    public String detail(String key) {
        return details.get(key);
    }

    @Override
    public Item named(String newName) {
        return with(newName, owner, acl, clusterId, columns);
    }

    @Override
    public Item owned(String newOwner) {
        return with(name, newOwner, acl.replace(owner, newOwner), clusterId, columns);
    }

    @Override
    public Item with(Acl newAcl) {
        return with(name, owner, newAcl, clusterId, columns);
    }

    /** The same with its columns, once PostgreSQL has told them. */
    public Item withColumns(List<Column> newColumns) {
        return with(name, owner, acl, clusterId, newColumns);
    }

    /** The same in another cluster. */
    public Item inCluster(String newClusterId) {
        return with(name, owner, acl, newClusterId, columns);
    }

    private Item with(String newName, String newOwner, Acl newAcl, String newClusterId, List<Column> newColumns) {
        return new Item(
                id,
                oid,
                kind,
                schemaId,
                newName,
                newOwner,
                newAcl,
                newClusterId,
                newColumns,
                definition,
                uses,
                details,
                createdAtMillis);
    }

    /** The same made of something else: definition, what it needs, and details. */
    public Item redefined(Definition newDefinition, Set<String> newUses, Map<String, String> newDetails) {
        return new Item(
                id,
                oid,
                kind,
                schemaId,
                name,
                owner,
                acl,
                clusterId,
                columns,
                newDefinition,
                newUses,
                newDetails,
                createdAtMillis);
    }
}
