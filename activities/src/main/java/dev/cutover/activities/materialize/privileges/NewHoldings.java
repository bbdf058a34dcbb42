package dev.cutover.activities.materialize.privileges;

import dev.cutover.activities.materialize.Session;
import dev.cutover.workflows.catalog.ObjectKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What owner and privileges a thing has directly after it was created: all privileges for the role that makes it, and the default
 * privileges that are for such things (recorded: {@code privileges / default_privileges}).
 */
public final class NewHoldings {
    private static final String SCHEMA = "schema";
    private static final String CLUSTER = "cluster";
    private static final List<Privilege> PLACE = List.of(Privilege.USAGE, Privilege.CREATE);

    private final String role;
    private final List<Wide> wide;

    private NewHoldings(String role, List<Wide> wide) {
        this.role = role;
        this.wide = List.copyOf(wide);
    }

    /** A default privilege that is not of one schema; {@code database} is null when it is for all of them. */
    private record Wide(String creator, String database, String objectType, Grant grant) {}

    /**
     * Reads the default privileges that are not of one schema.
     *
     * @param role the role that will create
     * @param roles names of roles by id
     */
    public static NewHoldings read(Session session, String role, Map<String, String> roles) throws SQLException {
        List<Wide> wide = new ArrayList<>();
        session.query(
                "SELECT p.role_id, d.name, p.object_type, p.grantee, p.privileges"
                        + " FROM mz_catalog.mz_default_privileges p"
                        + " LEFT JOIN mz_catalog.mz_databases d ON d.id = p.database_id"
                        + " WHERE p.schema_id IS NULL",
                row -> {
                    String creator = Acl.roleName(row.getString(1), roles);
                    String item = "{" + row.getString(4) + "=" + row.getString(5) + "/" + row.getString(1) + "}";
                    for (Grant grant : Acl.parse(item, roles).grants()) {
                        wide.add(new Wide(creator, row.getString(2), row.getString(3), grant));
                    }
                    return null;
                });
        return new NewHoldings(role, wide);
    }

    /** A new schema's. */
    public Holding ofSchema(String database) {
        return holding(PLACE, SCHEMA, database, List.of());
    }

    /** A new cluster's. */
    public Holding ofCluster() {
        return holding(PLACE, CLUSTER, null, List.of());
    }

    /**
     * A new object's.
     *
     * @param ofItsSchema the default privileges of its schema
     */
    public Holding ofObject(ObjectKind kind, String database, List<DefaultPrivilege> ofItsSchema) {
        return switch (kind) {
            case TABLE ->
                holding(
                        List.of(Privilege.INSERT, Privilege.SELECT, Privilege.UPDATE, Privilege.DELETE),
                        "table",
                        database,
                        ofItsSchema);
            case SOURCE, VIEW, MATERIALIZED_VIEW -> holding(List.of(Privilege.SELECT), "table", database, ofItsSchema);
            case CONNECTION, SECRET, TYPE ->
                holding(List.of(Privilege.USAGE), kind.catalogType(), database, ofItsSchema);
            case INDEX, SINK, FUNCTION -> new Holding(role, new Acl(Set.of()));
        };
    }

    private Holding holding(
            List<Privilege> owners, String objectType, String database, List<DefaultPrivilege> ofItsSchema) {
        Set<Grant> grants = new HashSet<>();
        owners.forEach(privilege -> grants.add(new Grant(role, privilege)));
        wide.stream()
                .filter(privilege -> isMine(privilege.creator())
                        && privilege.objectType().equals(objectType)
                        && (privilege.database() == null || privilege.database().equals(database)))
                .forEach(privilege -> grants.add(privilege.grant()));
        ofItsSchema.stream()
                .filter(privilege ->
                        isMine(privilege.creator()) && privilege.objectType().equals(objectType))
                .forEach(privilege -> grants.add(privilege.grant()));
        return new Holding(role, new Acl(grants));
    }

    private boolean isMine(String creator) {
        return creator == null || creator.equals(role);
    }
}
