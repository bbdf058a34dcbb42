package dev.cutover.activities.materialize.privileges;

import dev.cutover.activities.materialize.Identifiers;

/**
 * One privilege of one role. The grantor is left out: in Materialize it always is the owner.
 *
 * @param grantee name of the role; null for PUBLIC
 * @param privilege what it may do
 */
public record Grant(String grantee, Privilege privilege) {
    /** The grantee as GRANT wants it. */
    public String granteeSql() {
        return roleSql(grantee);
    }

    static String roleSql(String role) {
        return role == null ? "PUBLIC" : Identifiers.quote(role);
    }

    @Override
    public String toString() {
        return (grantee == null ? "PUBLIC" : grantee) + "=" + privilege;
    }
}
