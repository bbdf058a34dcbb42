package dev.cutover.sandbox.session;

import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.Item;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Replica;
import dev.cutover.sandbox.catalog.Role;
import dev.cutover.sandbox.catalog.Schema;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a statement demands of the role that runs it. Everything is collected first and looked at in Materialize's order: membership,
 * ownership, privileges, then what only a superuser may do; all that is missing of one sort is named in one error.
 */
public final class AccessCheck {
    private final Session session;
    private final Set<Role> members = new LinkedHashSet<>();
    private final Set<Entity> owned = new LinkedHashSet<>();
    private final List<Runnable> privileges = new ArrayList<>();
    private String superuserAction;

    private AccessCheck(Session session) {
        this.session = session;
    }

    /** Nothing demanded yet. */
    public static AccessCheck of(Session session) {
        return new AccessCheck(session);
    }

    /** The role must be a member of another. */
    public AccessCheck member(Role role) {
        members.add(role);
        return this;
    }

    /** The role must own these. */
    public AccessCheck owner(Collection<? extends Entity> entities) {
        owned.addAll(entities);
        return this;
    }

    /** The role must own these. */
    public AccessCheck owner(Entity... entities) {
        return owner(List.of(entities));
    }

    /** The role needs a privilege on something. */
    public AccessCheck privilege(Entity entity, Privilege privilege) {
        privileges.add(() -> AccessRules.require(session, entity, privilege));
        return this;
    }

    /** The role needs a privilege on the system. */
    public AccessCheck system(Privilege privilege) {
        privileges.add(() -> AccessRules.requireSystem(session, privilege));
        return this;
    }

    /** The role needs a privilege on what contains a thing: an item's schema, a schema's database, a replica's cluster. */
    public AccessCheck container(Catalog catalog, Entity entity, Privilege privilege) {
        Entity container = null;
        if (entity instanceof Item item) {
            container = catalog.schemas().get(item.schemaId());
        } else if (entity instanceof Schema schema && schema.databaseId() != null) {
            container = catalog.databases().get(schema.databaseId());
        } else if (entity instanceof Replica replica) {
            container = catalog.clusters().get(replica.clusterId());
        }
        return container == null ? this : privilege(container, privilege);
    }

    /** Only a superuser may do this. */
    public AccessCheck superuser(String action) {
        superuserAction = action;
        return this;
    }

    /** Refuses with 42501 when something is missing. */
    public void require() {
        AccessRules.requireMember(session, members);
        AccessRules.requireOwner(session, owned.toArray(Entity[]::new));
        privileges.forEach(Runnable::run);
        if (superuserAction != null && AccessRules.enforced(session)) {
            throw SqlException.of("42501", "permission denied to " + superuserAction)
                    .detail("You must be a superuser to " + superuserAction);
        }
    }
}
