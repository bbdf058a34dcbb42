package dev.cutover.sandbox.catalog;

import dev.cutover.sandbox.catalog.Catalog.CommentKey;
import dev.cutover.sandbox.catalog.Catalog.DefaultPrivilege;
import dev.cutover.sandbox.catalog.Catalog.Membership;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalog that is being changed by one statement or transaction. Belongs to one session. */
public final class Draft {
    private final Ids ids;
    private final Map<String, Database> databases;
    private final Map<String, Schema> schemas;
    private final Map<String, Cluster> clusters;
    private final Map<String, Replica> replicas;
    private final Map<String, Item> items;
    private final Map<String, Role> roles;
    private final Map<CommentKey, String> comments;
    private final List<Membership> memberships;
    private final List<DefaultPrivilege> defaultPrivileges;
    private final Map<String, String> systemSettings;
    private Acl systemAcl;

    Draft(Catalog base, Ids ids) {
        this.ids = ids;
        databases = new LinkedHashMap<>(base.databases());
        schemas = new LinkedHashMap<>(base.schemas());
        clusters = new LinkedHashMap<>(base.clusters());
        replicas = new LinkedHashMap<>(base.replicas());
        items = new LinkedHashMap<>(base.items());
        roles = new LinkedHashMap<>(base.roles());
        comments = new LinkedHashMap<>(base.comments());
        memberships = new ArrayList<>(base.memberships());
        defaultPrivileges = new ArrayList<>(base.defaultPrivileges());
        systemSettings = new LinkedHashMap<>(base.systemSettings());
        systemAcl = base.systemAcl();
    }

    /** Where new ids come from. */
    public Ids ids() {
        return ids;
    }

    /** The catalog as it is now. */
    public Catalog toCatalog() {
        return new Catalog(
                Catalog.frozen(databases),
                Catalog.frozen(schemas),
                Catalog.frozen(clusters),
                Catalog.frozen(replicas),
                Catalog.frozen(items),
                Catalog.frozen(roles),
                List.copyOf(memberships),
                Catalog.frozen(comments),
                List.copyOf(defaultPrivileges),
                systemAcl,
                Catalog.frozen(systemSettings));
    }

    /** Adds or replaces. */
    public void put(Entity entity) {
        if (entity instanceof Database database) {
            databases.put(database.id(), database);
        } else if (entity instanceof Schema schema) {
            schemas.put(schema.id(), schema);
        } else if (entity instanceof Cluster cluster) {
            clusters.put(cluster.id(), cluster);
        } else if (entity instanceof Replica replica) {
            replicas.put(replica.id(), replica);
        } else if (entity instanceof Item item) {
            items.put(item.id(), item);
        } else if (entity instanceof Role role) {
            roles.put(role.id(), role);
        }
    }

    /** Removes one thing and its comments; what depends on it is the caller's business. */
    public void remove(Entity entity) {
        Map<String, ? extends Entity> map = switch (entity.kind()) {
            case DATABASE -> databases;
            case SCHEMA -> schemas;
            case CLUSTER -> clusters;
            case REPLICA -> replicas;
            case ROLE -> roles;
            case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, INDEX, SINK, CONNECTION, SECRET, TYPE -> items;
        };
        map.remove(entity.id());
        comments.keySet().removeIf(key -> key.id().equals(entity.id()) && key.kind() == entity.kind());
    }

    /** Sets a comment; null removes it. */
    public void comment(CommentKey key, String text) {
        if (text == null) {
            comments.remove(key);
        } else {
            comments.put(key, text);
        }
    }

    /** The role memberships, to be changed in place. */
    public List<Membership> memberships() {
        return memberships;
    }

    /** The default privileges, to be changed in place. */
    public List<DefaultPrivilege> defaultPrivileges() {
        return defaultPrivileges;
    }

    /** Sets the privileges on the system. */
    public void systemAcl(Acl acl) {
        systemAcl = acl;
    }

    /** Sets a system setting; {@code true} and {@code false} are other words for on and off. */
    public void systemSetting(String name, String value) {
        systemSettings.put(name, value.equals("true") ? "on" : value.equals("false") ? "off" : value);
    }
}
