package dev.cutover.sandbox.statement;

import dev.cutover.sandbox.catalog.Acl;
import dev.cutover.sandbox.catalog.Catalog.DefaultPrivilege;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Privilege;
import java.util.EnumSet;
import java.util.Set;

/** The privileges that a new thing starts with. */
public final class NewObjects {
    private NewObjects() {}

    /** Everything for the owner, and what the default privileges say. */
    public static Acl acl(ChangeContext context, Kind kind, String databaseId, String schemaId) {
        String owner = context.roleId();
        Acl acl = kind.privileges().isEmpty() ? Acl.NONE : Acl.NONE.grant(owner, kind.privileges(), owner);
        Kind target = kind == Kind.VIEW || kind == Kind.MATERIALIZED_VIEW || kind == Kind.SOURCE ? Kind.TABLE : kind;
        for (DefaultPrivilege rule : context.catalog().defaultPrivileges()) {
            boolean applies = rule.kind() == target
                    && (rule.creatorId().equals(Acl.PUBLIC) || rule.creatorId().equals(owner))
                    && (rule.databaseId() == null || rule.databaseId().equals(databaseId))
                    && (rule.schemaId() == null || rule.schemaId().equals(schemaId));
            if (applies) {
                Set<Privilege> fitting = EnumSet.copyOf(rule.privileges().privileges());
                fitting.retainAll(kind.privileges());
                acl = acl.grant(rule.privileges().grantee(), fitting, owner);
            }
        }
        return acl;
    }
}
