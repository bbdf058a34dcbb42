package dev.cutover.activities.materialize.catalog;

import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.privileges.Acl;
import dev.cutover.activities.materialize.privileges.DefaultPrivilege;
import dev.cutover.activities.materialize.privileges.Grant;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Default privileges of schemas; those of a database or of everything apply to green by themselves. */
public final class DefaultPrivileges {
    private DefaultPrivileges() {}

    /** Default privileges of these schemas, one for each privilege. */
    public static List<DefaultPrivilege> of(Session session, Collection<String> schemaIds, Map<String, String> roles)
            throws SQLException {
        List<DefaultPrivilege> all = new ArrayList<>();
        session.query(
                "SELECT schema_id, role_id, object_type, grantee, privileges FROM mz_catalog.mz_default_privileges"
                        + " WHERE schema_id IN (" + Literals.list(schemaIds)
                        + ") ORDER BY schema_id, role_id, object_type, grantee",
                row -> {
                    String creator = Acl.roleName(row.getString(2), roles);
                    String item = "{" + row.getString(4) + "=" + row.getString(5) + "/" + row.getString(2) + "}";
                    for (Grant grant : Acl.parse(item, roles).grants()) {
                        all.add(new DefaultPrivilege(row.getString(1), creator, row.getString(3), grant));
                    }
                    return null;
                });
        return all;
    }
}
