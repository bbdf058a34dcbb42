package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.InitialCatalog;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Replica;
import dev.cutover.sandbox.catalog.Role;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Who may do what, when {@code enable_rbac_checks} is on. Only mz_system is above the rules. */
public final class AccessRules {
    private AccessRules() {}

    /** Whether the rules hold for this session. */
    public static boolean enforced(Session session) {
        boolean on = session.catalog().isOn("enable_rbac_checks")
                || "on".equals(session.settings().show("enable_session_rbac_checks"));
        return on && !session.roleId().equals(InitialCatalog.SYSTEM_ROLE);
    }

    /** The session's role and everything it is a member of. */
    private static Set<String> actingAs(Session session) {
        return actingAs(session.catalog(), session.roleId());
    }

    private static Set<String> actingAs(Catalog catalog, String roleId) {
        Set<String> roles = new HashSet<>(Set.of(roleId));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Catalog.Membership membership : catalog.memberships()) {
                grew |= roles.contains(membership.memberId()) && roles.add(membership.roleId());
            }
        }
        return roles;
    }

    /** Whether the system's own things are out of reach of this session, which they are without any checks too. */
    private static boolean guards(Session session, Entity entity) {
        return entity.id().startsWith("s") && !session.roleId().equals(InitialCatalog.SYSTEM_ROLE);
    }

    /** Refuses with 42501 when the role lacks a privilege on something. */
    public static void require(Session session, Entity entity, Privilege privilege) {
        if (enforced(session) || guards(session, entity)) {
            require(session, session.roleId(), entity, privilege);
        }
    }

    private static void require(Session session, String roleId, Entity entity, Privilege privilege) {
        if (!entity.acl().allows(actingAs(session.catalog(), roleId), privilege)) {
            String what = entity.kind().upper() + " \"" + session.names().full(entity) + "\"";
            throw denied(session.catalog().roles().get(roleId).name(), what, privilege);
        }
    }

    /** Refuses with 42501 when the role lacks a privilege on the system. */
    public static void requireSystem(Session session, Privilege privilege) {
        if (enforced(session) && !session.catalog().systemAcl().allows(actingAs(session), privilege)) {
            throw denied(session.role(), "SYSTEM", privilege);
        }
    }

    private static SqlException denied(String role, String what, Privilege privilege) {
        return SqlException.of("42501", "permission denied for " + what)
                .detail("The '" + role + "' role needs " + privilege + " privileges on " + what);
    }

    /** Refuses with 42501 when the role owns not all of these. */
    public static void requireOwner(Session session, Entity... entities) {
        boolean enforced = enforced(session);
        Set<String> roles = actingAs(session);
        List<String> missing = Arrays.stream(entities)
                .filter(entity -> enforced || guards(session, entity))
                .filter(entity -> !roles.contains(entity.owner()))
                .map(entity -> entity.kind().upper() + " " + ownedName(session, entity))
                .toList();
        if (!missing.isEmpty()) {
            throw SqlException.of("42501", "must be owner of " + String.join(", ", missing));
        }
    }

    private static String ownedName(Session session, Entity entity) {
        if (entity instanceof Replica replica) {
            String cluster =
                    session.catalog().clusters().get(replica.clusterId()).name();
            return Identifiers.quote(cluster) + "." + Identifiers.quote(replica.name());
        }
        return session.names().full(entity);
    }

    /** Refuses with 42501 when the session's role is not a member of all of these. */
    static void requireMember(Session session, Collection<Role> roles) {
        if (!enforced(session)) {
            return;
        }
        Set<String> own = actingAs(session);
        List<String> missing = roles.stream()
                .filter(role -> !own.contains(role.id()))
                .map(role -> "\"" + role.name() + "\"")
                .toList();
        if (!missing.isEmpty()) {
            throw SqlException.of("42501", "must be a member of " + String.join(", ", missing));
        }
    }

    /** Refuses a query whose role may not read (or write) what it names. */
    static void requireQueryAccess(Session session, Rewritten query) {
        if (!enforced(session)) {
            return;
        }
        Catalog catalog = session.catalog();
        String verb = query.sql().stripLeading().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
        Set<String> reads = new TreeSet<>(Comparator.comparing(AccessRules::number));
        reads.addAll(query.itemIds());
        if (query.writtenId() != null) {
            Item written = catalog.items().get(query.writtenId());
            require(session, catalog.schemas().get(written.schemaId()), Privilege.USAGE);
            require(session, written, writePrivilege(verb));
            if (verb.equals("insert")) {
                reads.remove(query.writtenId());
            } else {
                reads.add(query.writtenId());
            }
        }
        if (verb.equals("explain")) {
            // A plan shows no rows: it needs only what lets one see the names.
            reads.forEach(id -> require(
                    session, catalog.schemas().get(catalog.items().get(id).schemaId()), Privilege.USAGE));
            return;
        }
        requireRead(session, session.roleId(), reads, new HashSet<>());
        if (!reads.isEmpty()) {
            require(session, session.cluster(), Privilege.USAGE);
        }
    }

    /** Refuses when the session's role may not read a relation. */
    public static void requireRead(Session session, Item relation) {
        if (enforced(session)) {
            requireRead(session, session.roleId(), Set.of(relation.id()), new HashSet<>());
        }
    }

    /** Refuses when the session's role may not use a secret or a connection, or see its schema. */
    public static void requireUsage(Session session, Item item) {
        require(session, session.catalog().schemas().get(item.schemaId()), Privilege.USAGE);
        require(session, item, Privilege.USAGE);
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(1));
    }

    /** Refuses when a role may not read these, or the owner of a view among them not what the view reads. */
    private static void requireRead(Session session, String roleId, Set<String> ids, Set<String> seen) {
        Catalog catalog = session.catalog();
        List<Item> views = new ArrayList<>();
        for (String id : ids) {
            Item item = catalog.items().get(id);
            if (item == null || !item.kind().isRelation() || !seen.add(roleId + " " + id)) {
                continue;
            }
            require(session, roleId, catalog.schemas().get(item.schemaId()), Privilege.USAGE);
            require(session, roleId, item, Privilege.SELECT);
            if (item.kind() == Kind.VIEW || item.kind() == Kind.MATERIALIZED_VIEW) {
                views.add(item);
            }
        }
        for (Item view : views) {
            if (!view.owner().equals(InitialCatalog.SYSTEM_ROLE)) {
                Set<String> inputs = new TreeSet<>(Comparator.comparing(AccessRules::number));
                inputs.addAll(view.uses());
                requireRead(session, view.owner(), inputs, seen);
            }
        }
    }

    private static Privilege writePrivilege(String verb) {
        return switch (verb) {
            case "update" -> Privilege.UPDATE;
            case "delete" -> Privilege.DELETE;
            default -> Privilege.INSERT;
        };
    }
}
