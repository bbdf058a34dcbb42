package dev.cutover.faults.process;

import java.util.List;

/** Takes privileges from the deploying role, and gives them back. */
final class Privileges {
    private static final String TAKEN_SCHEMAS = "SELECT s.name FROM mz_catalog.mz_schemas s JOIN mz_catalog.mz_roles r"
            + " ON r.id = s.owner_id WHERE s.name LIKE 'fx%' AND r.name = 'mz_system'";
    private static final String TAKEN_CLUSTERS =
            "SELECT c.name FROM mz_catalog.mz_clusters c JOIN mz_catalog.mz_roles r"
                    + " ON r.id = c.owner_id WHERE c.name LIKE 'fx%' AND r.name = 'mz_system'";

    private final Database system;

    Privileges(Database system) {
        this.system = system;
    }

    /** From now on what a role may do is looked at. */
    void enforce(boolean now) {
        system.execute(List.of("ALTER SYSTEM SET enable_rbac_checks = " + now));
    }

    void take(int choice) {
        switch (choice % 4) {
            case 0 -> system.tryToExecute("REVOKE CREATE ON DATABASE materialize FROM materialize");
            case 1 -> system.tryToExecute("REVOKE CREATECLUSTER ON SYSTEM FROM materialize");
            case 2 -> own("SCHEMA", oneOf("mz_catalog.mz_schemas", "fx_core"), "mz_system");
            default -> own("CLUSTER", oneOf("mz_catalog.mz_clusters", "fx_compute"), "mz_system");
        }
    }

    void giveBack() {
        system.tryToExecute("GRANT CREATE ON DATABASE materialize TO materialize");
        system.tryToExecute("GRANT CREATECLUSTER ON SYSTEM TO materialize");
        system.column(TAKEN_SCHEMAS).forEach(name -> own("SCHEMA", name, "materialize"));
        system.column(TAKEN_CLUSTERS).forEach(name -> own("CLUSTER", name, "materialize"));
    }

    /** Green, old production, or production itself where there is nothing else. */
    private String oneOf(String relation, String name) {
        List<String> found = system.column("SELECT name FROM " + relation + " WHERE name LIKE '"
                + name.replace("_", "\\_") + "%' ORDER BY length(name) DESC, name");
        return found.get(0);
    }

    private void own(String kind, String name, String owner) {
        system.tryToExecute("ALTER " + kind + " \"" + name + "\" OWNER TO " + owner);
    }
}
