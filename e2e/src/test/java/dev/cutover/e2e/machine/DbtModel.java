package dev.cutover.e2e.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A small model of sales as a dbt project: a view, and materialized views each of which reads the one before, so that dbt
 * builds one after the other. Production has the view and the first of them.
 */
public final class DbtModel {
    /** Path of the project below the worker's projects. */
    public static final String PROJECT = "sales-dbt";

    /** Models of the project, each one object. */
    public static final int MODELS = 8;

    private static final String GREEN = "steps\\_core\\_dbt\\_deploy";

    private DbtModel() {}

    /** Makes the first version production. */
    public static void install(Database database) {
        database.execute(
                List.of(
                        "CREATE SCHEMA steps_raw",
                        "CREATE TABLE steps_raw.sales (amount int NOT NULL)",
                        "INSERT INTO steps_raw.sales VALUES (100), (50)",
                        "CREATE SCHEMA steps_core",
                        "CREATE CLUSTER steps_serve (SIZE = '25cc', REPLICATION FACTOR = 1)",
                        "CREATE VIEW steps_core.step_1 AS SELECT 0 AS amount",
                        "CREATE MATERIALIZED VIEW steps_core.step_2 IN CLUSTER steps_serve AS SELECT amount FROM steps_core.step_1"));
    }

    /** Writes the project below a folder. */
    public static void writeProject(Path projects, String target) {
        Path project = projects.resolve(PROJECT);
        write(project.resolve("dbt_project.yml"), """
                name: steps
                version: '1.0'
                profile: steps
                vars:
                  deployment:
                    %s: {schemas: [steps_core], clusters: [steps_serve]}
                models:
                  steps: {+schema: core}
                """.formatted(target));
        write(project.resolve("models/sources.yml"), """
                sources:
                  - name: raw
                    schema: steps_raw
                    tables: [{name: sales}]
                """);
        write(project.resolve("models/step_1.sql"), "SELECT amount FROM {{ source('raw', 'sales') }}");
        for (int step = 2; step <= MODELS; step++) {
            write(
                    project.resolve("models/step_" + step + ".sql"),
                    "{{ config(materialized='materialized_view', cluster='steps_serve') }}\n"
                            + "SELECT amount + 1 AS amount FROM {{ ref('step_" + (step - 1) + "') }}");
        }
    }

    /** What production answers once the project is production. */
    public static List<String> newAnswer() {
        int added = MODELS - 1;
        return List.of(String.valueOf(50 + added), String.valueOf(100 + added));
    }

    /** What production answers. */
    public static List<String> answer(Database database) {
        return database.rows("SELECT amount FROM steps_core.step_" + MODELS + " ORDER BY amount");
    }

    /** Ids of what dbt has built in green so far. */
    public static Map<String, String> greenIds(Database database) {
        return database.ids(GREEN);
    }

    /** Ids of production. */
    public static Map<String, String> productionIds(Database database) {
        return database.ids("steps\\_core");
    }

    /** What a deployment may leave only while it runs. */
    public static List<String> leftovers(Database database) {
        return database.rows("SELECT 'schema', name FROM mz_catalog.mz_schemas WHERE name LIKE 'steps\\_core\\_%'"
                + " UNION ALL SELECT 'cluster', name FROM mz_catalog.mz_clusters WHERE name LIKE 'steps\\_serve\\_%'");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
