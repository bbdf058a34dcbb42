package dev.cutover.sandbox.statement.role;

import dev.cutover.sandbox.catalog.Acl;
import dev.cutover.sandbox.catalog.Catalog.DefaultPrivilege;
import dev.cutover.sandbox.catalog.Catalog.Membership;
import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.session.AccessCheck;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.wire.Notice;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** GRANT, REVOKE and ALTER DEFAULT PRIVILEGES. */
public final class PrivilegeStatements {
    private PrivilegeStatements() {}

    /** GRANT privileges ON something TO roles, or a role TO roles. */
    public static Statement grant(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("grant");
        return change(reader, display, true);
    }

    /** REVOKE privileges ON something FROM roles, or a role FROM roles. */
    public static Statement revoke(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("revoke");
        return change(reader, display, false);
    }

    private static Statement change(TokenReader reader, String display, boolean grant) {
        String tag = grant ? "GRANT" : "REVOKE";
        Set<Privilege> privileges = privileges(reader);
        if (privileges == null) {
            List<String> roles = identifiers(reader);
            List<String> members = grantees(reader, grant);
            return new Change(Rule.SINGLE, tag, display, context -> membership(context, roles, members, grant));
        }
        reader.expect("on");
        if (reader.accept("system")) {
            List<String> roles = grantees(reader, grant);
            return new Change(Rule.SINGLE, tag, display, context -> system(context, privileges, roles, grant));
        }
        GrantTargets targets = GrantTargets.read(reader);
        List<String> roles = grantees(reader, grant);
        return new Change(Rule.SINGLE, tag, display, context -> {
            List<Entity> found = targets.find(context);
            roles.forEach(role -> roleId(context.names(), role));
            for (Entity entity : found) {
                requireFitting(context, entity, privileges, targets.strict());
            }
            AccessCheck check = AccessCheck.of(context.session()).owner(found);
            found.forEach(entity -> check.container(context.catalog(), entity, Privilege.USAGE));
            check.require();
            for (Entity entity : found) {
                onEntity(context, entity, privileges, roles, grant);
            }
        });
    }

    /** The privileges that come next: empty for ALL, null when it is a role's name. */
    static Set<Privilege> privileges(TokenReader reader) {
        if (reader.accept("all")) {
            reader.accept("privileges");
            return Set.of();
        }
        Set<Privilege> privileges = EnumSet.noneOf(Privilege.class);
        int start = reader.mark();
        do {
            Privilege privilege = Privilege.named(reader.peek().text());
            if (privilege == null) {
                reader.backTo(start);
                return null;
            }
            reader.next();
            privileges.add(privilege);
        } while (reader.acceptSymbol(","));
        return privileges;
    }

    private static List<String> identifiers(TokenReader reader) {
        List<String> names = new ArrayList<>();
        do {
            reader.accept("group");
            names.add(reader.identifier());
        } while (reader.acceptSymbol(","));
        return names;
    }

    private static List<String> grantees(TokenReader reader, boolean grant) {
        reader.expect(grant ? "to" : "from");
        return identifiers(reader);
    }

    private static String roleId(Names names, String role) {
        return role.equals("public") ? Acl.PUBLIC : names.role(role).id();
    }

    /** Refuses privileges that no such thing has, and tells of those that only its siblings have. */
    private static void requireFitting(ChangeContext context, Entity entity, Set<Privilege> wanted, boolean strict) {
        Set<Privilege> own = entity.kind().privileges();
        Set<Privilege> valid = entity.kind().isRelation() ? Kind.TABLE.privileges() : own;
        String what = entity.kind().upper() + " \"" + context.names().full(entity) + "\"";
        Set<Privilege> invalid = without(wanted, valid);
        if (!invalid.isEmpty()) {
            throw SqlException.internal("invalid privilege types " + joined(invalid) + " for " + what);
        }
        Set<Privilege> unusual = without(wanted, own);
        if (!unusual.isEmpty() && strict) {
            context.notice(
                    Notice.notice("00000", "non-applicable privilege types " + joined(unusual) + " for " + what));
        }
    }

    /** The privileges of one set that are not in another. */
    static Set<Privilege> without(Set<Privilege> all, Set<Privilege> some) {
        Set<Privilege> result = EnumSet.noneOf(Privilege.class);
        result.addAll(all);
        result.removeAll(some);
        return result;
    }

    private static void onEntity(
            ChangeContext context, Entity entity, Set<Privilege> given, List<String> roles, boolean grant) {
        Set<Privilege> wanted = given.isEmpty() ? entity.kind().privileges() : given;
        Acl acl = entity.acl();
        for (String role : roles) {
            String id = roleId(context.names(), role);
            acl = grant ? acl.grant(id, wanted, entity.owner()) : acl.revoke(id, wanted, entity.owner());
        }
        context.draft().put(entity.with(acl));
    }

    /** Privileges as messages list them. */
    static String joined(Set<Privilege> privileges) {
        return String.join(", ", privileges.stream().map(Privilege::name).toList());
    }

    private static void system(ChangeContext context, Set<Privilege> given, List<String> roles, boolean grant) {
        if (AccessRules.enforced(context.session())) {
            throw SqlException.of("42501", "permission denied to GRANT/REVOKE SYSTEM PRIVILEGES")
                    .detail("You must be a superuser to GRANT/REVOKE SYSTEM PRIVILEGES");
        }
        Set<Privilege> wanted = given.isEmpty()
                ? EnumSet.of(
                        Privilege.CREATEROLE,
                        Privilege.CREATEDB,
                        Privilege.CREATECLUSTER,
                        Privilege.CREATENETWORKPOLICY)
                : given;
        Acl acl = context.catalog().systemAcl();
        for (String role : roles) {
            String id = roleId(context.names(), role);
            acl = grant ? acl.grant(id, wanted, "s1") : acl.revoke(id, wanted, "s1");
        }
        context.draft().systemAcl(acl);
    }

    private static void membership(ChangeContext context, List<String> roles, List<String> members, boolean grant) {
        AccessRules.requireSystem(context.session(), Privilege.CREATEROLE);
        for (String role : roles) {
            String roleId = context.names().role(role).id();
            for (String member : members) {
                String memberId = context.names().role(member).id();
                List<Membership> all = context.draft().memberships();
                boolean present = all.stream()
                        .anyMatch(m -> m.roleId().equals(roleId) && m.memberId().equals(memberId));
                if (grant && isMember(all, roleId, memberId)) {
                    throw SqlException.internal("role \"" + role + "\" is a member of role \"" + member + "\"");
                } else if (grant && present) {
                    context.notice(Notice.notice(
                            "00000", "role \"" + member + "\" is already a member of role \"" + role + "\""));
                } else if (grant) {
                    all.add(new Membership(roleId, memberId, "s1"));
                } else if (present) {
                    all.removeIf(m -> m.roleId().equals(roleId) && m.memberId().equals(memberId));
                } else {
                    context.notice(Notice.warning(
                            "00000", "role \"" + member + "\" is not a member of role \"" + role + "\""));
                }
            }
        }
    }

    /** Whether one role is another, or a member of it over any number of steps. */
    private static boolean isMember(List<Membership> memberships, String member, String role) {
        return member.equals(role)
                || memberships.stream()
                        .filter(m -> m.memberId().equals(member))
                        .anyMatch(m -> isMember(memberships, m.roleId(), role));
    }

    /** ALTER DEFAULT PRIVILEGES FOR ROLE r [IN SCHEMA s] GRANT or REVOKE p ON kind TO or FROM g. */
    public static Statement alterDefault(TokenReader reader) {
        String display = Display.of(reader);
        DefaultPrivilegeRequest request = DefaultPrivilegeRequest.read(reader);
        return new Change(Rule.SINGLE, "ALTER DEFAULT PRIVILEGES", display, request::apply);
    }

    /** Adds to, or takes from, the default privileges of one place. */
    static void merge(List<DefaultPrivilege> rules, DefaultPrivilege place, Set<Privilege> privileges, boolean grant) {
        Acl.Item item = place.privileges();
        Set<Privilege> result = EnumSet.noneOf(Privilege.class);
        rules.removeIf(rule -> {
            boolean same = rule.creatorId().equals(place.creatorId())
                    && java.util.Objects.equals(rule.databaseId(), place.databaseId())
                    && java.util.Objects.equals(rule.schemaId(), place.schemaId())
                    && rule.kind() == place.kind()
                    && rule.privileges().grantee().equals(item.grantee());
            if (same) {
                result.addAll(rule.privileges().privileges());
            }
            return same;
        });
        if (grant) {
            result.addAll(privileges);
        } else {
            result.removeAll(privileges);
        }
        if (!result.isEmpty()) {
            rules.add(new DefaultPrivilege(
                    place.creatorId(),
                    place.databaseId(),
                    place.schemaId(),
                    place.kind(),
                    new Acl.Item(item.grantee(), result, item.grantor())));
        }
    }
}
