package dev.cutover.activities.dbt;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How dbt is run for a project, from the worker's configuration.
 *
 * @param command the program and its first arguments, such as {@code /opt/dbt/bin/dbt}
 * @param environment variables for dbt beside the few that every program needs; may hold secrets
 * @param profiles folder of the user's own {@code profiles.yml}; null to have one generated from the Cutover target
 * @param dbtTarget the dbt target; null to find it in the project or the profile
 * @param schema default schema of a generated profile
 * @param cluster default cluster of a generated profile; null for none
 * @param threads how many models a generated profile lets dbt build at once
 */
public record DbtInstallation(
        List<String> command,
        Map<String, String> environment,
        Path profiles,
        String dbtTarget,
        String schema,
        String cluster,
        int threads) {
    /** Threads of a generated profile, unless the configuration says otherwise. */
    public static final int DEFAULT_THREADS = 4;

    /** Default schema of a generated profile, as everywhere in Materialize. */
    public static final String DEFAULT_SCHEMA = "public";

    public DbtInstallation {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Without the environment: records show their components (P9). */
    @Override
    public String toString() {
        return "DbtInstallation" + command;
    }
}
