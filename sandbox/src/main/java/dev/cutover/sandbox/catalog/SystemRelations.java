package dev.cutover.sandbox.catalog;

import dev.cutover.sandbox.postgres.Backend;
import dev.cutover.sandbox.sql.Identifiers;
import dev.cutover.sandbox.sql.QualifiedName;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The relations of the system: which there are, and where PostgreSQL keeps them. */
public final class SystemRelations {
    private static final Map<String, String> HOMES = Map.of(
            "mz_catalog",
            "mz_catalog",
            "mz_internal",
            "mz_internal",
            "pg_catalog",
            "mz_pg",
            "information_schema",
            "mz_info");

    private final Set<String> known = new HashSet<>();

    /** Asks PostgreSQL what is there. */
    public static SystemRelations read(Backend backend) throws IOException {
        SystemRelations result = new SystemRelations();
        String query = "SELECT n.nspname || '.' || c.relname FROM pg_catalog.pg_class c"
                + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                + " WHERE n.nspname IN ('mz_catalog', 'mz_internal', 'mz_pg', 'mz_info')";
        for (List<String> row : backend.run(query)) {
            result.known.add(row.get(0));
        }
        return result;
    }

    /** PostgreSQL's name of a relation of the system; names without schema are looked for in mz_catalog and pg_catalog. */
    Optional<String> find(QualifiedName name) {
        if (name.parts().size() == 1) {
            return in("mz_catalog", name.last()).or(() -> pgCatalog(name.last()));
        }
        String schema = name.parts().get(name.parts().size() - 2);
        return schema.equals("pg_catalog") ? pgCatalog(name.last()) : in(HOMES.getOrDefault(schema, ""), name.last());
    }

    private Optional<String> pgCatalog(String relation) {
        return in("mz_pg", relation);
    }

    private Optional<String> in(String home, String relation) {
        return known.contains(home + "." + relation)
                ? Optional.of(home + "." + Identifiers.always(relation))
                : Optional.empty();
    }
}
