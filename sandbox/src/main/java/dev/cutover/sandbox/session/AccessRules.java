package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.InitialCatalog;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Schema;
import dev.cutover.sandbox.sql.Rewritten;
import dev.cutover.sandbox.wire.SqlException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /** Refuses with 42501 when the role lacks a privilege on something. */
    public static void require(Session session, Entity entity, Privilege privilege) {
        if (enforced(session)) {
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
        if (!enforced(session)) {
            return;
        }
        Set<String> roles = actingAs(session);
        Names names = session.names();
        List<String> missing = java.util.Arrays.stream(entities)
                .filter(entity -> !roles.contains(entity.owner()))
                .map(entity -> entity.kind().upper() + " " + names.full(entity))
                .toList();
        if (!missing.isEmpty()) {
            throw SqlException.of("42501", "must be owner of " + String.join(", ", missing));
        }
    }

    /** Refuses with 42501 when the session's role is not a member of another. */
    public static void requireMember(Session session, Entity role) {
        if (enforced(session) && !actingAs(session).contains(role.id())) {
            throw SqlException.of("42501", "must be a member of \"" + role.name() + "\"");
        }
    }

    /** Refuses a query whose role may not read (or write) what it names. */
    static void requireQueryAccess(Session session, Rewritten query) {
        if (!enforced(session)) {
            return;
        }
        Catalog catalog = session.catalog();
        for (String id : query.itemIds()) {
            Item item = catalog.items().get(id);
            Schema schema = catalog.schemas().get(item.schemaId());
            require(session, schema, Privilege.USAGE);
            if (!id.equals(query.writtenId())) {
                require(session, item, Privilege.SELECT);
                requireOwnersAccess(session, item, new HashSet<>());
            }
        }
        if (query.writtenId() != null) {
            Item written = catalog.items().get(query.writtenId());
            if (written.kind() == Kind.TABLE) {
                require(session, written, writePrivilege(query));
            }
        }
        if (!query.itemIds().isEmpty() && query.writtenId() == null) {
            require(session, session.cluster(), Privilege.USAGE);
        }
    }

    /** What a view reads is read with the privileges of the view's owner, whoever reads the view. */
    private static void requireOwnersAccess(Session session, Item view, Set<String> seen) {
        boolean reads = view.kind() == Kind.VIEW || view.kind() == Kind.MATERIALIZED_VIEW;
        if (!reads || !seen.add(view.id()) || view.owner().equals(InitialCatalog.SYSTEM_ROLE)) {
            return;
        }
        Catalog catalog = session.catalog();
        for (String id : view.uses()) {
            Item input = catalog.items().get(id);
            if (input.kind().isRelation()) {
                require(session, view.owner(), catalog.schemas().get(input.schemaId()), Privilege.USAGE);
                require(session, view.owner(), input, Privilege.SELECT);
                requireOwnersAccess(session, input, seen);
            }
        }
    }

    private static Privilege writePrivilege(Rewritten query) {
        String verb = query.sql().stripLeading().substring(0, 6).toLowerCase(java.util.Locale.ROOT);
        return switch (verb) {
            case "update" -> Privilege.UPDATE;
            case "delete" -> Privilege.DELETE;
            default -> Privilege.INSERT;
        };
    }
}
