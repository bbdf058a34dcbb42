package dev.cutover.starter.bench;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A made-up model: of ten objects, two are views, six are materialized views and two are indexes; each relation but the
 * first reads an earlier one.
 *
 * @param schema the one schema it deploys
 * @param cluster the one cluster it deploys
 * @param objects how many objects it has
 * @param version what its first object, {@code answer}, answers
 */
record BenchProject(String schema, String cluster, int objects, int version) {
    /** The object that readers read. */
    static final String ANSWER = "answer";

    /** The object that hydrates when the benchmark says so. */
    static final String LAST = "last";

    /** Statements that make the data, which no deployment moves. */
    static List<String> data() {
        return List.of(
                "CREATE SCHEMA bench_raw",
                "CREATE TABLE bench_raw.facts (zero int NOT NULL)",
                "INSERT INTO bench_raw.facts VALUES (0)");
    }

    /** Statements that make the cluster and the schema, as a clone does before the deployment begins. */
    List<String> frame() {
        return List.of(createCluster(), "CREATE SCHEMA " + schema);
    }

    /** Statements that remove it. */
    List<String> removal() {
        return List.of("DROP SCHEMA " + schema + " CASCADE", "DROP CLUSTER " + cluster + " CASCADE");
    }

    /** Statements that make the objects, in an order in which each comes after what it reads. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        files().forEach(file -> statements.addAll(file.statements()));
        return statements;
    }

    /** Writes it as a project. */
    void write(Path folder) {
        try {
            Path models = Files.createDirectories(
                    folder.resolve("models").resolve("materialize").resolve(schema));
            Path clusters = Files.createDirectories(folder.resolve("clusters"));
            Files.writeString(clusters.resolve(cluster + ".sql"), createCluster() + ";\n");
            for (ObjectFile file : files()) {
                Files.writeString(models.resolve(file.name() + ".sql"), String.join(";\n", file.statements()) + ";\n");
            }
        } catch (IOException e) {
            throw new Problem(ExitCode.UNEXPECTED, "The benchmark's project cannot be written: " + e.getMessage(), e);
        }
    }

    private record ObjectFile(String name, List<String> statements) {}

    private List<ObjectFile> files() {
        List<ObjectFile> files = new ArrayList<>();
        files.add(new ObjectFile(
                ANSWER,
                List.of(materialized(ANSWER, "SELECT zero + " + version + " AS version FROM bench_raw.facts"))));
        int left = objects - 2;
        for (int i = 0; left > 0; i++) {
            String name = "relation_" + i;
            String query = "SELECT version + " + i + " AS version FROM " + schema + "."
                    + (i < 4 ? ANSWER : "relation_" + i / 4);
            boolean view = i % 4 == 0;
            boolean indexed = i % 4 == 1 && left > 1;
            List<String> statements = new ArrayList<>();
            statements.add(view ? "CREATE VIEW " + schema + "." + name + " AS " + query : materialized(name, query));
            if (indexed) {
                statements.add("CREATE INDEX " + name + "_by_version IN CLUSTER " + cluster + " ON " + schema + "."
                        + name + " (version)");
            }
            files.add(new ObjectFile(name, statements));
            left -= statements.size();
        }
        files.add(new ObjectFile(LAST, List.of(materialized(LAST, "SELECT version FROM " + schema + "." + ANSWER))));
        return files;
    }

    private String materialized(String name, String query) {
        return "CREATE MATERIALIZED VIEW " + schema + "." + name + " IN CLUSTER " + cluster + " AS " + query;
    }

    private String createCluster() {
        return "CREATE CLUSTER " + cluster + " (SIZE = '25cc', REPLICATION FACTOR = 1)";
    }
}
