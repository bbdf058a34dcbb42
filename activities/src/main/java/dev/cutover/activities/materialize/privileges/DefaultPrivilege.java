package dev.cutover.activities.materialize.privileges;

import dev.cutover.activities.materialize.Identifiers;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.Locale;

/**
 * A privilege that objects of one schema get when they are created.
 *
 * @param schemaId catalog id of the schema
 * @param creator role whose objects get it; null for those of all roles
 * @param objectType {@code table}, {@code type}, {@code secret} or {@code connection}
 * @param grant who gets what
 */
public record DefaultPrivilege(String schemaId, String creator, String objectType, Grant grant) {
    /** The statement that gives another schema the same. */
    public String grantIn(SchemaName schema) {
        return alter(schema) + " GRANT " + grant.privilege() + " ON " + objectType.toUpperCase(Locale.ROOT) + "S TO "
                + grant.granteeSql();
    }

    /** The statement that takes it from another schema. */
    public String revokeIn(SchemaName schema) {
        return alter(schema) + " REVOKE " + grant.privilege() + " ON " + objectType.toUpperCase(Locale.ROOT) + "S FROM "
                + grant.granteeSql();
    }

    /** The same for another schema. */
    public DefaultPrivilege of(String otherSchemaId) {
        return new DefaultPrivilege(otherSchemaId, creator, objectType, grant);
    }

    private String alter(SchemaName schema) {
        String creators = creator == null ? "FOR ALL ROLES" : "FOR ROLE " + Identifiers.quote(creator);
        return "ALTER DEFAULT PRIVILEGES " + creators + " IN SCHEMA " + Identifiers.quote(schema);
    }
}
