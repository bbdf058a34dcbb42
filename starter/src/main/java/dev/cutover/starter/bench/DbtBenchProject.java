package dev.cutover.starter.bench;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import dev.cutover.starter.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A made-up dbt project: of four models, one is a view and three are materialized views; each but the first reads an earlier
 * one. It has no tests, which would only add to dbt's own time.
 *
 * @param models how many models it has
 */
record DbtBenchProject(int models) {
    /** Folder below the worker's projects. */
    static final String FOLDER = "dbt";

    /** Default schema of profiles: models land in a schema of this name with {@code _dbt} behind it. */
    static final String SCHEMA = "bench";

    private static final String CLUSTER = "bench_dbt";

    /** Statements that make its production: empty, since the first deployment fills it. */
    static List<String> production() {
        return List.of("CREATE SCHEMA " + SCHEMA + "_dbt", "CREATE CLUSTER " + CLUSTER + " (SIZE = '25cc')");
    }

    /**
     * Writes it.
     *
     * @param version what its first model answers
     */
    void write(Path folder, int version) {
        try {
            Path files = Files.createDirectories(folder.resolve("models"));
            Files.writeString(folder.resolve("dbt_project.yml"), """
                    name: bench
                    version: '1.0'
                    profile: bench
                    vars:
                      deployment:
                        %s: {schemas: [%s_dbt], clusters: [%s]}
                    models:
                      bench: {+schema: dbt}
                    """.formatted(LocalStack.TARGET, SCHEMA, CLUSTER));
            Files.writeString(
                    files.resolve("sources.yml"),
                    "sources: [{name: raw, schema: bench_raw, tables: [{name: facts}]}]\n");
            Files.writeString(
                    files.resolve("model_0.sql"),
                    "SELECT zero + " + version + " AS version FROM {{ source('raw', 'facts') }}\n");
            for (int i = 1; i < models; i++) {
                String kind =
                        i % 4 == 0 ? "" : "{{ config(materialized='materialized_view', cluster='" + CLUSTER + "') }}\n";
                Files.writeString(
                        files.resolve("model_" + i + ".sql"),
                        kind + "SELECT version + " + i + " AS version FROM {{ ref('model_" + i / 4 + "') }}\n");
            }
        } catch (IOException e) {
            throw new Problem(
                    ExitCode.UNEXPECTED, "The benchmark's dbt project cannot be written: " + e.getMessage(), e);
        }
    }
}
