package dev.cutover.sandbox.statement.show;

import static dev.cutover.sandbox.sql.Identifiers.literal;

import dev.cutover.sandbox.catalog.Kind;
import dev.cutover.sandbox.sql.TokenReader;
import dev.cutover.sandbox.statement.Statement;

/** SHOW PRIVILEGES, SHOW DEFAULT PRIVILEGES and SHOW ROLE MEMBERSHIP. */
final class PrivilegeLists {
    private PrivilegeLists() {}

    static Statement privileges(TokenReader reader) {
        String kinds = "";
        if (reader.accept("on")) {
            String what = reader.identifier();
            kinds = switch (what) {
                case "schemas" -> "object_type = 'schema'";
                case "clusters" -> "object_type = 'cluster'";
                case "databases" -> "object_type = 'database'";
                case "system" -> "object_type = 'system'";
                case "objects" -> "object_type NOT IN ('schema', 'cluster', 'database', 'system')";
                default -> throw reader.expected("one of OBJECTS, SCHEMAS, DATABASES, CLUSTERS, or SYSTEM");
            };
        }
        return roleList(
                reader,
                "SELECT grantor, grantee, database, schema, name, object_type, privilege_type FROM"
                        + " mz_internal.mz_show_all_privileges",
                kinds,
                "grantee");
    }

    static Statement defaults(TokenReader reader) {
        String kind = "";
        if (reader.accept("on")) {
            Kind wanted = Kind.ofPlural(reader.peek().text());
            if (wanted == null) {
                throw reader.expected("one of TABLES, TYPES, SECRETS, CONNECTIONS, SCHEMAS, DATABASES, or CLUSTERS");
            }
            reader.next();
            kind = "object_type = " + literal(wanted.catalogName());
        }
        return roleList(
                reader,
                "SELECT object_owner, database, schema, object_type, grantee, privilege_type FROM"
                        + " mz_internal.mz_show_default_privileges",
                kind,
                "grantee");
    }

    static Statement memberships(TokenReader reader) {
        return roleList(reader, "SELECT role, member, grantor FROM mz_internal.mz_show_role_members", "", "member");
    }

    private static Statement roleList(TokenReader reader, String query, String condition, String roleColumn) {
        String where = condition;
        String role = reader.accept("for") ? reader.identifier() : null;
        boolean everyone = "public".equals(role);
        if (role != null) {
            String holder = everyone ? " = 'PUBLIC'" : " IN (SELECT mz_store.visible_to(" + literal(role) + "))";
            where += (where.isEmpty() ? "" : " AND ") + roleColumn + holder;
        }
        String text = query + (where.isEmpty() ? "" : " WHERE " + where);
        return ShowStatements.list(
                reader,
                session -> {
                    if (role != null && !everyone) {
                        session.names().role(role);
                    }
                    return text;
                },
                "name");
    }
}
