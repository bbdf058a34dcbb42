package dev.cutover.sandbox.statement.role;

import dev.cutover.sandbox.catalog.Acl;
import dev.cutover.sandbox.catalog.Catalog;
import dev.cutover.sandbox.catalog.Entity;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Role;
import dev.cutover.sandbox.session.AccessCheck;
import dev.cutover.sandbox.session.AccessRules;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.statement.Display;
import dev.cutover.sandbox.statement.Drops;
import dev.cutover.sandbox.statement.Rule;
import dev.cutover.sandbox.statement.Statement;
import dev.cutover.sandbox.statement.Statement.Change;
import dev.cutover.sandbox.wire.Notice;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** CREATE, DROP and ALTER ROLE, DROP OWNED and REASSIGN OWNED. */
public final class RoleStatements {
    private RoleStatements() {}

    /** CREATE ROLE. */
    public static Statement create(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("create role");
        String name = reader.identifier();
        reader.accept("with");
        boolean superuser = false;
        boolean login = false;
        while (!reader.atEnd()) {
            String option = reader.identifier();
            superuser |= option.equals("superuser") || option.equals("password");
            login |= option.equals("login");
            if (!Set.of("superuser", "password", "login", "inherit").contains(option)) {
                throw SqlException.syntax("Expected end of statement, found identifier \"" + option + "\"", 0);
            }
        }
        boolean refused = superuser;
        boolean canLogin = login;
        return new Change(Rule.SINGLE, "CREATE ROLE", display, context -> {
            AccessRules.requireSystem(context.session(), Privilege.CREATEROLE);
            if (refused) {
                throw SqlException.of(
                        "0A000",
                        "SUPERUSER and PASSWORD attributes is not supported in this environment. For more information"
                                + " consult the documentation at"
                                + " https://materialize.com/docs/sql/create-role/#details");
            }
            requireFreeName(name);
            if (context.names().findRole(name).isPresent()) {
                throw SqlException.internal("role '" + name + "' already exists");
            }
            warnWithoutChecks(context);
            context.draft()
                    .put(new Role(
                            context.draft().ids().next(Kind.ROLE),
                            context.draft().ids().nextOid(),
                            name,
                            canLogin));
        });
    }

    private static void requireFreeName(String name) {
        if (name.startsWith("mz_") || name.startsWith("pg_") || name.equals("public")) {
            throw SqlException.internal("role name \"" + name + "\" is reserved")
                    .detail("The role \"public\" and the prefixes \"mz_\" and \"pg_\" are reserved for system roles.");
        }
    }

    private static void warnWithoutChecks(ChangeContext context) {
        if (!context.catalog().isOn("enable_rbac_checks")) {
            context.notice(
                    Notice.notice(
                                    "00000",
                                    "RBAC is disabled so no role attributes or object ownership will be considered when executing"
                                            + " statements")
                            .withHint(
                                    "To enable RBAC globally run `ALTER SYSTEM SET enable_rbac_checks TO TRUE` as a superuser. TO"
                                            + " enable RBAC for just this session run `SET enable_session_rbac_checks TO TRUE`."));
        }
    }

    /** DROP ROLE. */
    public static Statement drop(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("drop role");
        boolean ifExists = reader.accept("if exists");
        List<String> roles = identifiers(reader);
        return new Change(Rule.SINGLE, "DROP ROLE", display, context -> {
            AccessRules.requireSystem(context.session(), Privilege.CREATEROLE);
            for (String name : roles) {
                Optional<Role> found = context.names().findRole(name);
                if (found.isEmpty() && ifExists) {
                    context.notice(Notice.missing("ROLE", name));
                } else {
                    drop(context, context.names().role(name));
                }
            }
        });
    }

    private static void drop(ChangeContext context, Role role) {
        if (role.id().equals(context.roleId())) {
            throw SqlException.internal("current role cannot be dropped");
        }
        List<String> needs = new ArrayList<>();
        owned(context.catalog())
                .filter(entity -> entity.owner().equals(role.id()))
                .forEach(entity -> needs.add("owner of " + entity.kind().words() + " "
                        + context.names().full(entity)));
        owned(context.catalog())
                .filter(entity -> entity.acl().items().stream()
                                .anyMatch(item -> item.grantee().equals(role.id()))
                        && !entity.owner().equals(role.id()))
                .forEach(entity -> needs.add("privileges granted on "
                        + entity.kind().words() + " " + context.names().full(entity)));
        if (!needs.isEmpty()) {
            throw SqlException.of(
                            "2BP01", "role \"" + role.name() + "\" cannot be dropped because some objects depend on it")
                    .detail(String.join("\n", needs));
        }
        context.draft()
                .memberships()
                .removeIf(m -> m.roleId().equals(role.id()) || m.memberId().equals(role.id()));
        context.draft().remove(role);
    }

    private static Stream<Entity> owned(Catalog catalog) {
        return Stream.of(
                        catalog.items(), catalog.schemas(), catalog.databases(), catalog.clusters(), catalog.replicas())
                .flatMap(map -> map.values().stream());
    }

    private static List<String> identifiers(TokenReader reader) {
        List<String> names = new ArrayList<>();
        do {
            names.add(reader.identifier());
        } while (reader.acceptSymbol(","));
        return names;
    }

    /** ALTER ROLE: settings and attributes are accepted and change nothing. */
    public static Statement alter(TokenReader reader) {
        reader.expect("alter role");
        String name = reader.identifier();
        boolean variable = reader.sees("set") || reader.sees("reset");
        reader.rest();
        return new Change(Rule.SINGLE, "ALTER ROLE", "ALTER ROLE " + Identifiers.quote(name), context -> {
            Role role = context.names().role(name);
            // A role may change its own parameters.
            if (!variable || !role.id().equals(context.roleId())) {
                AccessRules.requireSystem(context.session(), Privilege.CREATEROLE);
            }
        });
    }

    /** DROP OWNED BY roles [CASCADE]: what they own, and what was granted to them. */
    public static Statement dropOwned(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("drop owned by");
        List<String> roles = identifiers(reader);
        boolean cascade = reader.accept("cascade");
        if (!cascade) {
            reader.accept("restrict");
        }
        return new Change(Rule.SINGLE, "DROP OWNED", display, context -> {
            AccessCheck check = AccessCheck.of(context.session());
            roles.forEach(name -> check.member(context.names().role(name)));
            check.require();
            for (String name : roles) {
                String id = context.names().role(name).id();
                List<Entity> targets = owned(context.catalog())
                        .filter(e -> e.owner().equals(id))
                        .toList();
                new Drops(context).cascade(targets);
                owned(context.catalog()).forEach(entity -> {
                    Acl without = entity.acl().without(id);
                    if (!without.equals(entity.acl())) {
                        context.draft().put(entity.with(without));
                    }
                });
                context.draft().systemAcl(context.catalog().systemAcl().without(id));
                context.draft()
                        .defaultPrivileges()
                        .removeIf(rule -> rule.creatorId().equals(id)
                                || rule.privileges().grantee().equals(id));
            }
        });
    }

    /** REASSIGN OWNED BY roles TO role. */
    public static Statement reassignOwned(TokenReader reader) {
        String display = Display.of(reader);
        reader.expect("reassign owned by");
        List<String> roles = identifiers(reader);
        reader.expect("to");
        String newOwner = reader.identifier();
        return new Change(Rule.SINGLE, "REASSIGN OWNED", display, context -> {
            AccessCheck check = AccessCheck.of(context.session());
            roles.forEach(name -> check.member(context.names().role(name)));
            Role target = context.names().role(newOwner);
            check.member(target).require();
            for (String name : roles) {
                Role role = context.names().role(name);
                owned(context.catalog())
                        .filter(e -> e.owner().equals(role.id()))
                        .forEach(entity -> context.draft().put(entity.owned(target.id())));
            }
        });
    }
}
