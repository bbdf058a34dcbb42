package dev.cutover.sandbox.statement.role;

import dev.cutover.sandbox.catalog.Acl;
import dev.cutover.sandbox.catalog.Catalog.DefaultPrivilege;
import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.catalog.Names;
import dev.cutover.sandbox.catalog.Privilege;
import dev.cutover.sandbox.catalog.Role;
import dev.cutover.sandbox.catalog.Schema;
import dev.cutover.sandbox.session.AccessCheck;
import dev.cutover.sandbox.sql.QualifiedName;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.ChangeContext;
import dev.cutover.sandbox.wire.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** ALTER DEFAULT PRIVILEGES. An empty list of creators is ALL ROLES; without a place the rule holds everywhere. */
record DefaultPrivilegeRequest(
        List<String> creators,
        List<QualifiedName> schemas,
        List<String> databases,
        boolean grant,
        Set<Privilege> privileges,
        Kind kind,
        List<String> grantees) {
    static DefaultPrivilegeRequest read(TokenReader reader) {
        reader.expect("alter default privileges");
        List<String> creators = new ArrayList<>();
        if (!reader.accept("for all roles")) {
            reader.expect("for");
            if (!reader.accept("role")) {
                reader.expect("user");
            }
            creators.addAll(identifiers(reader));
        }
        List<QualifiedName> schemas = new ArrayList<>();
        List<String> databases = new ArrayList<>();
        if (reader.accept("in schema")) {
            schemas.addAll(reader.names());
        } else if (reader.accept("in database")) {
            databases.addAll(identifiers(reader));
        }
        boolean grant = reader.accept("grant");
        if (!grant) {
            reader.expect("revoke");
        }
        Set<Privilege> privileges = PrivilegeStatements.privileges(reader);
        if (privileges == null) {
            throw reader.expected("privilege");
        }
        reader.expect("on");
        for (String refused : List.of("views", "materialized views", "sources")) {
            if (reader.sees(refused)) {
                throw SqlException.syntax(
                        "For object type " + refused.toUpperCase(Locale.ROOT) + ", you must specify 'TABLES'",
                        reader.peek().start() + 1);
            }
        }
        Kind kind = Kind.ofPlural(reader.peek().text());
        if (kind == null) {
            throw reader.expected("one of TABLES, TYPES, SECRETS, CONNECTIONS, DATABASES, SCHEMAS, or CLUSTERS");
        }
        reader.next();
        reader.expect(grant ? "to" : "from");
        return new DefaultPrivilegeRequest(creators, schemas, databases, grant, privileges, kind, identifiers(reader));
    }

    private static List<String> identifiers(TokenReader reader) {
        List<String> names = new ArrayList<>();
        do {
            names.add(reader.identifier());
        } while (reader.acceptSymbol(","));
        return names;
    }

    void apply(ChangeContext context) {
        Names names = context.names();
        Set<Privilege> wanted = privileges.isEmpty() ? kind.privileges() : privileges;
        List<String> creatorIds = new ArrayList<>();
        Set<Privilege> invalid = PrivilegeStatements.without(privileges, kind.privileges());
        if (!invalid.isEmpty()) {
            throw SqlException.internal(
                    "invalid privilege types " + PrivilegeStatements.joined(invalid) + " for " + kind.upper());
        }
        AccessCheck check = AccessCheck.of(context.session());
        for (String creator : creators) {
            Role role = names.role(creator);
            check.member(role);
            creatorIds.add(role.id());
        }
        for (QualifiedName name : schemas) {
            check.container(context.catalog(), names.schema(name), Privilege.USAGE);
        }
        if (creators.isEmpty()) {
            creatorIds.add(Acl.PUBLIC);
            check.superuser("ALTER DEFAULT PRIVILEGES FOR ALL ROLES");
        }
        for (String grantee : grantees) {
            if (!grantee.equals("public")) {
                names.role(grantee);
            }
        }
        check.require();
        for (String creator : creatorIds) {
            for (String grantee : grantees) {
                String id = grantee.equals("public")
                        ? Acl.PUBLIC
                        : names.role(grantee).id();
                Acl.Item item = new Acl.Item(id, wanted, creator);
                for (DefaultPrivilege place : places(names, creator, item)) {
                    PrivilegeStatements.merge(context.draft().defaultPrivileges(), place, wanted, grant);
                }
            }
        }
    }

    private List<DefaultPrivilege> places(Names names, String creator, Acl.Item item) {
        List<DefaultPrivilege> places = new ArrayList<>();
        for (QualifiedName name : schemas) {
            Schema schema = names.schema(name);
            places.add(new DefaultPrivilege(creator, schema.databaseId(), schema.id(), kind, item));
        }
        for (String name : databases) {
            places.add(new DefaultPrivilege(creator, names.database(name).id(), null, kind, item));
        }
        if (places.isEmpty()) {
            places.add(new DefaultPrivilege(creator, null, null, kind, item));
        }
        return places;
    }
}
