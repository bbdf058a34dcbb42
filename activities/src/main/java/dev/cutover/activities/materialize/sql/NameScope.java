package dev.cutover.activities.materialize.sql;

import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.Optional;
import java.util.Set;

/**
 * What names without database or schema mean in one file.
 *
 * @param home the schema of the file's folder; its database may be known alone, with a null schema, as for checks
 * @param homeNames names of the project's relations in that schema
 */
public record NameScope(SchemaName home, Set<String> homeNames) {
    private static final Set<String> SYSTEM_SCHEMAS = Set.of(
            "mz_catalog",
            "mz_catalog_unstable",
            "mz_internal",
            "mz_introspection",
            "mz_unsafe",
            "pg_catalog",
            "information_schema");

    public NameScope {
        homeNames = Set.copyOf(homeNames);
    }

    /** The full name that a name stands for; empty for a relation of the system. */
    public Optional<ObjectName> resolve(NameChain chain) {
        if (chain.size() >= 3) {
            int last = chain.size() - 1;
            return Optional.of(new ObjectName(chain.part(last - 2), chain.part(last - 1), chain.part(last)));
        }
        if (chain.size() == 2) {
            return SYSTEM_SCHEMAS.contains(chain.part(0))
                    ? Optional.empty()
                    : Optional.of(new ObjectName(home.database(), chain.part(0), chain.part(1)));
        }
        boolean system = chain.last().startsWith("mz_") || chain.last().startsWith("pg_");
        return system && !homeNames.contains(chain.last())
                ? Optional.empty()
                : Optional.of(new ObjectName(home.database(), home.name(), chain.last()));
    }
}
