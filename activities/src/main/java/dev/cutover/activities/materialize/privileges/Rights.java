package dev.cutover.activities.materialize.privileges;

import dev.cutover.activities.materialize.Literals;
import dev.cutover.activities.materialize.Session;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the connecting role may do.
 *
 * @param role its name
 * @param unlimited whether nothing is checked: a superuser, or a server with privilege checks off
 * @param actsAs itself and every role that it is a member of, also by way of others
 * @param createsClusters whether it has CREATECLUSTER on the system
 */
public record Rights(String role, boolean unlimited, Set<String> actsAs, boolean createsClusters) {
    /** Reads the rights of a session's role. */
    public static Rights of(Session session) throws SQLException {
        String role =
                session.query("SELECT current_user", row -> row.getString(1)).get(0);
        boolean checked = session.query("SHOW enable_rbac_checks", row -> row.getString(1))
                .get(0)
                .equals("on");
        boolean superuser = session.query("SELECT mz_is_superuser()", row -> row.getBoolean(1))
                .get(0);
        boolean createsClusters = session.query(
                        "SELECT has_system_privilege(" + Literals.quote(role) + ", 'CREATECLUSTER')",
                        row -> row.getBoolean(1))
                .get(0);
        return new Rights(role, superuser || !checked, rolesOf(session, role), createsClusters);
    }

    private static Set<String> rolesOf(Session session, String role) throws SQLException {
        Map<String, List<String>> rolesByMember = session
                .query("SELECT member, role FROM mz_internal.mz_show_role_members", row ->
                        new String[] {row.getString(1), row.getString(2)})
                .stream()
                .collect(Collectors.groupingBy(
                        membership -> membership[0],
                        Collectors.mapping(membership -> membership[1], Collectors.toList())));
        Set<String> all = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(role));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (all.add(next)) {
                open.addAll(rolesByMember.getOrDefault(next, List.of()));
            }
        }
        return all;
    }

    /** Whether it may do what only the owner may. */
    public boolean owns(Holding holding) {
        return unlimited || actsAs.contains(holding.owner());
    }

    /** Whether it has a privilege itself, by a role, or because everybody has it. */
    public boolean has(Privilege privilege, Acl acl) {
        return unlimited
                || acl.grants().stream()
                        .anyMatch(grant -> grant.privilege() == privilege
                                && (grant.grantee() == null || actsAs.contains(grant.grantee())));
    }
}
