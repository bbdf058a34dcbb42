package dev.cutover.sandbox.catalog;

import dev.cutover.sandbox.catalog.Catalog.DefaultPrivilege;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The catalog of a server on which nobody has done anything yet. */
public final class InitialCatalog {
    /** The id of the role that may do everything. */
    public static final String SYSTEM_ROLE = "s1";
    /** The ids of the schemas of the system, by name. */
    public static final Map<String, String> SYSTEM_SCHEMAS = Map.of(
            "mz_catalog", "s1",
            "pg_catalog", "s2",
            "mz_internal", "s3",
            "information_schema", "s4",
            "mz_catalog_unstable", "s5",
            "mz_introspection", "s6",
            "mz_unsafe", "s7");

    private static final String SUPPORT_ROLE = "s2";

    private InitialCatalog() {}

    /**
     * The database {@code materialize}, the cluster {@code quickstart}, the role {@code materialize}, and the system's own.
     *
     * @param systemParameters what differs from the defaults of the system's settings
     */
    public static Catalog create(Ids ids, Map<String, String> systemParameters) {
        Catalog empty = new Catalog(
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                Acl.NONE,
                new LinkedHashMap<>(Map.of("enable_rbac_checks", "off")));
        Draft draft = new Draft(empty, ids);
        systemParameters.forEach(draft::systemSetting);
        roles(draft);
        String materialize = ids.next(Kind.ROLE);
        draft.put(new Role(materialize, ids.nextOid(), "materialize", true));
        String everybody = Acl.PUBLIC;
        for (Kind kind : List.of(Kind.SCHEMA, Kind.DATABASE, Kind.CLUSTER)) {
            draft.defaultPrivileges()
                    .add(new DefaultPrivilege(everybody, null, null, kind, usage(SUPPORT_ROLE, everybody)));
        }
        draft.defaultPrivileges()
                .add(new DefaultPrivilege(everybody, null, null, Kind.TYPE, usage(everybody, everybody)));

        String database = ids.next(Kind.DATABASE);
        draft.put(new Database(database, ids.nextOid(), "materialize", SYSTEM_ROLE, owned(Kind.DATABASE, materialize)));
        SYSTEM_SCHEMAS.forEach((name, id) ->
                draft.put(new Schema(id, ids.nextOid(), null, name, SYSTEM_ROLE, owned(Kind.SCHEMA, null))));
        draft.put(new Schema(
                ids.next(Kind.SCHEMA),
                ids.nextOid(),
                database,
                "public",
                SYSTEM_ROLE,
                owned(Kind.SCHEMA, materialize)));

        String quickstart = ids.next(Kind.CLUSTER);
        ClusterOptions options = ClusterOptions.of("25cc", 1);
        draft.put(new Cluster(quickstart, "quickstart", SYSTEM_ROLE, owned(Kind.CLUSTER, materialize), options));
        draft.put(new Replica(ids.next(Kind.REPLICA), "r1", quickstart, "25cc", SYSTEM_ROLE));
        List<String> system = List.of("mz_system", "mz_catalog_server", "mz_probe", "mz_support", "mz_analytics");
        for (int i = 0; i < system.size(); i++) {
            String id = "s" + (i + 1);
            int factor = i == 3 || i == 4 ? 0 : 1;
            draft.put(new Cluster(
                    id, system.get(i), SYSTEM_ROLE, owned(Kind.CLUSTER, null), ClusterOptions.of("25cc", factor)));
            if (factor > 0) {
                draft.put(new Replica(id, "r1", id, "25cc", SYSTEM_ROLE));
            }
        }
        draft.systemAcl(Acl.NONE
                .grant(SYSTEM_ROLE, systemPrivileges(), SYSTEM_ROLE)
                .grant(materialize, systemPrivileges(), SYSTEM_ROLE));
        return draft.toCatalog();
    }

    private static void roles(Draft draft) {
        draft.put(new Role(SYSTEM_ROLE, draft.ids().nextOid(), "mz_system", true));
        draft.put(new Role(SUPPORT_ROLE, draft.ids().nextOid(), "mz_support", true));
        draft.put(new Role("s3", draft.ids().nextOid(), "mz_analytics", true));
        draft.put(new Role("g1", draft.ids().nextOid(), "mz_monitor", false));
        draft.put(new Role("g2", draft.ids().nextOid(), "mz_monitor_redacted", false));
    }

    private static Acl owned(Kind kind, String user) {
        Acl acl = Acl.NONE
                .grant(SYSTEM_ROLE, kind.privileges(), SYSTEM_ROLE)
                .grant(SUPPORT_ROLE, Set.of(Privilege.USAGE), SYSTEM_ROLE)
                .grant(Acl.PUBLIC, Set.of(Privilege.USAGE), SYSTEM_ROLE);
        return user == null ? acl : acl.grant(user, kind.privileges(), SYSTEM_ROLE);
    }

    private static Acl.Item usage(String grantee, String grantor) {
        return new Acl.Item(grantee, Set.of(Privilege.USAGE), grantor);
    }

    private static Set<Privilege> systemPrivileges() {
        return Set.of(Privilege.CREATEROLE, Privilege.CREATEDB, Privilege.CREATECLUSTER, Privilege.CREATENETWORKPOLICY);
    }
}
