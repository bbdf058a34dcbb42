package dev.cutover.sandbox.catalog;

import static dev.cutover.sandbox.sql.Identifiers.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The statements that bring PostgreSQL's copy of the catalog from one state to the next: only what differs is written. */
final class CatalogRows {
    private final StringBuilder sql = new StringBuilder();

    private CatalogRows() {}

    static String difference(Catalog before, Catalog after) {
        CatalogRows rows = new CatalogRows();
        rows.table("databases", before.databases(), after.databases(), CatalogRows::database);
        rows.table("schemas", before.schemas(), after.schemas(), CatalogRows::schema);
        rows.table("clusters", before.clusters(), after.clusters(), CatalogRows::cluster);
        rows.table("replicas", before.replicas(), after.replicas(), CatalogRows::replica);
        rows.table("roles", before.roles(), after.roles(), CatalogRows::role);
        rows.items(before.items(), after.items());
        if (!before.comments().equals(after.comments())) {
            rows.replaceAll(
                    "comments",
                    after.comments().entrySet().stream()
                            .map(CatalogRows::comment)
                            .toList());
        }
        if (!before.memberships().equals(after.memberships())) {
            rows.replaceAll(
                    "memberships",
                    after.memberships().stream()
                            .map(m -> tuple(literal(m.roleId()), literal(m.memberId()), literal(m.grantorId())))
                            .toList());
        }
        if (!before.defaultPrivileges().equals(after.defaultPrivileges())) {
            rows.replaceAll(
                    "default_privileges",
                    after.defaultPrivileges().stream()
                            .map(CatalogRows::defaultPrivilege)
                            .toList());
        }
        if (!before.systemAcl().equals(after.systemAcl())) {
            rows.replaceAll(
                    "system_privileges",
                    after.systemAcl().items().stream()
                            .map(item -> tuple(literal(item.toString())))
                            .toList());
        }
        if (!before.systemSettings().equals(after.systemSettings())) {
            rows.replaceAll(
                    "system_settings",
                    after.systemSettings().entrySet().stream()
                            .map(e -> tuple(literal(e.getKey()), literal(e.getValue())))
                            .toList());
        }
        return rows.sql.toString();
    }

    private <V extends Entity> void table(
            String table, Map<String, V> before, Map<String, V> after, Function<V, String> tuple) {
        delete(table, changed(after, before));
        insert(table, changed(before, after).stream().map(after::get).map(tuple).toList());
    }

    private void items(Map<String, Item> before, Map<String, Item> after) {
        List<String> gone = changed(after, before);
        delete("items", gone);
        delete("item_columns", gone);
        delete("item_uses", gone);
        List<Item> added = changed(before, after).stream().map(after::get).toList();
        insert("items", added.stream().map(CatalogRows::item).toList());
        List<String> columns = new ArrayList<>();
        List<String> uses = new ArrayList<>();
        for (Item item : added) {
            for (int i = 0; i < item.columns().size(); i++) {
                columns.add(column(item, i));
            }
            for (String used : item.uses()) {
                uses.add(tuple(literal(item.id()), literal(used)));
            }
        }
        insert("item_columns", columns);
        insert("item_uses", uses);
    }

    /** Keys of {@code to} whose value in {@code from} is missing or another. */
    private static <V> List<String> changed(Map<String, V> from, Map<String, V> to) {
        return to.entrySet().stream()
                .filter(entry -> !Objects.equals(from.get(entry.getKey()), entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void delete(String table, List<String> ids) {
        if (!ids.isEmpty()) {
            sql.append("DELETE FROM mz_store.").append(table).append(" WHERE id IN (");
            sql.append(String.join(",", ids.stream().map(id -> literal(id)).toList()))
                    .append(");\n");
        }
    }

    private void insert(String table, List<String> tuples) {
        if (!tuples.isEmpty()) {
            sql.append("INSERT INTO mz_store.").append(table).append(" VALUES ");
            sql.append(String.join(",\n", tuples)).append(";\n");
        }
    }

    private void replaceAll(String table, List<String> tuples) {
        sql.append("DELETE FROM mz_store.").append(table).append(";\n");
        insert(table, tuples);
    }

    private static String tuple(Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(String.valueOf(value));
        }
        return "(" + String.join(",", texts) + ")";
    }

    private static String database(Database d) {
        return tuple(
                literal(d.id()),
                d.oid(),
                literal(d.name()),
                literal(d.owner()),
                literal(d.acl().array()));
    }

    private static String schema(Schema s) {
        return tuple(
                literal(s.id()),
                s.oid(),
                literal(s.databaseId()),
                literal(s.name()),
                literal(s.owner()),
                literal(s.acl().array()));
    }

    private static String cluster(Cluster c) {
        ClusterOptions o = c.options();
        ClusterOptions.AutoScaling scaling = o == null ? null : o.autoScaling();
        return tuple(
                literal(c.id()),
                literal(c.name()),
                literal(c.owner()),
                literal(c.acl().array()),
                c.managed(),
                o == null ? "NULL" : literal(o.size()),
                o == null ? "NULL" : o.replicationFactor(),
                o == null ? "NULL" : o.introspectionDebugging(),
                o == null ? "NULL" : literal(o.introspectionInterval()),
                o == null ? "NULL" : literal(o.hydrationEstimate()),
                scaling == null ? "NULL" : literal(scaling.hydrationSize()),
                scaling == null ? "NULL" : literal(scaling.lingerDuration()));
    }

    private static String replica(Replica r) {
        return tuple(literal(r.id()), literal(r.name()), literal(r.clusterId()), literal(r.size()), literal(r.owner()));
    }

    private static String role(Role r) {
        return tuple(literal(r.id()), r.oid(), literal(r.name()), r.login());
    }

    private static String item(Item i) {
        List<String> details = new ArrayList<>();
        i.details().forEach((key, value) -> details.add(literal(key) + "," + literal(value)));
        return tuple(
                literal(i.id()),
                i.oid(),
                literal(i.kind().catalogName()),
                literal(i.detail(Item.SESSION) == null ? i.schemaId() : Item.TEMPORARY_SCHEMA),
                literal(i.name()),
                literal(i.owner()),
                literal(i.acl().array()),
                literal(i.clusterId()),
                parts(i.definition()),
                "jsonb_build_object(" + String.join(",", details) + ")",
                i.detail(Item.CLOSES_AT) == null ? "NULL" : i.detail(Item.CLOSES_AT),
                i.createdAtMillis());
    }

    private static String parts(Definition definition) {
        List<String> parts = new ArrayList<>();
        for (Definition.Part part : definition.parts()) {
            if (part instanceof Definition.Text text) {
                parts.add(literal("t" + text.quoted()));
            } else if (part instanceof Definition.Reference reference) {
                parts.add(literal((reference.cluster() ? "c" : "r") + reference.id()));
            }
        }
        return "ARRAY[" + String.join(",", parts) + "]::text[]";
    }

    private static String column(Item item, int index) {
        Column c = item.columns().get(index);
        return tuple(
                literal(item.id()),
                literal(c.name()),
                index + 1,
                c.nullable(),
                literal(c.type()),
                literal(c.defaultSql()),
                c.typeOid(),
                c.typeModifier());
    }

    private static String comment(Map.Entry<Catalog.CommentKey, String> entry) {
        Catalog.CommentKey key = entry.getKey();
        return tuple(
                literal(key.id()),
                literal(key.kind().catalogName()),
                key.column() == 0 ? "NULL" : key.column(),
                literal(entry.getValue()));
    }

    private static String defaultPrivilege(Catalog.DefaultPrivilege p) {
        return tuple(
                literal(p.creatorId()),
                literal(p.databaseId()),
                literal(p.schemaId()),
                literal(p.kind().catalogName()),
                literal(p.privileges().grantee()),
                literal(Privilege.letters(p.privileges().privileges())));
    }
}
