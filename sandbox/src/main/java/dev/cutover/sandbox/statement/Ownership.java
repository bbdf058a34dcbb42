package dev.cutover.sandbox.statement;

import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Role;
import dev.cutover.sandbox.session.AccessCheck;

/** ALTER ... OWNER TO, for everything that has an owner. */
public final class Ownership {
    private Ownership() {}

    /** Gives a thing to another role. */
    public static void change(ChangeContext context, Entity entity, String newOwner) {
        Role role = context.names().role(newOwner);
        AccessCheck.of(context.session())
                .member(role)
                .owner(entity)
                .container(context.catalog(), entity, Privilege.CREATE)
                .require();
        context.draft().put(entity.owned(role.id()));
    }
}
