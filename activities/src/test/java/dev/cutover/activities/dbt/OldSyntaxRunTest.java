package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.activities.testing.MaterializeServer;
import dev.cutover.activities.testing.Playground;
import dev.cutover.activities.testing.TestDbt;
import dev.cutover.migration.ModelFile;
import dev.cutover.migration.ProjectMigration;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real dbt-materialize runs no model of the old syntax, and every one that was migrated. */
@Tag(MaterializeServer.FAULTS)
class OldSyntaxRunTest {
    @RegisterExtension
    static final MaterializeServer SERVER = new MaterializeServer();

    /** The cases of the migration's own tests; those that say so can be run. */
    private static final Path CASES = Path.of("../migration/src/test/resources/dev/cutover/migration");

    private static final int LONGEST_MINUTES = 10;

    @TempDir
    private Path project;

    @Test
    void whatFailedBeforeTheMigrationRunsAfterIt() throws Exception {
        try (Playground playground = SERVER.playground()) {
            playground.run("CREATE CLUSTER quickstart_{p} (SIZE '25cc'); CREATE CLUSTER ingest (SIZE '25cc'); CREATE"
                    + " CLUSTER ingest_prod (SIZE '25cc'); CREATE CLUSTER sinks (SIZE '25cc'); CREATE SCHEMA shop; CREATE"
                    + " CONNECTION shop.kafka TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT)");
            int models = write(playground);
            assertThat(models).isGreaterThanOrEqualTo(40);

            Map<String, String> before = run();
            assertThat(before).hasSize(models + 1).containsEntry("orders", "success");
            before.remove("orders");
            assertThat(before.values()).allMatch(answer -> answer.contains("found CREATE"));

            List<ModelFile> migrated = ProjectMigration.of(project);
            migrated.forEach(ModelFile::write);
            assertThat(migrated).hasSize(models);

            Map<String, String> after = run();
            assertThat(after).hasSize(models + 1);
            assertThat(after.values()).containsOnly("success");
            assertThat(playground.rows(
                            "SELECT DISTINCT c.name FROM mz_catalog.mz_sources s JOIN mz_catalog.mz_clusters c"
                                    + " ON c.id = s.cluster_id JOIN mz_catalog.mz_schemas m ON m.id = s.schema_id"
                                    + " WHERE m.name = 'shop' AND s.id LIKE 'u%' AND s.type <> 'progress' ORDER BY 1"))
                    .contains("ingest", "ingest_prod");
        }
    }

    /** One project with every case that can be run, and how many those are. */
    private int write(Playground playground) throws IOException {
        URI address = URI.create(playground.jdbcUrl().substring("jdbc:".length()));
        file("dbt_project.yml", """
            name: shop
            version: '1.0'
            profile: shop
            vars: {ingest_cluster: ingest, sink_cluster: sinks}
            """);
        file("profiles.yml", """
            shop:
              target: prod
              outputs:
                prod: {type: materialize, host: %s, port: %d, user: materialize, pass: none, database: %s, schema: shop,
                       cluster: quickstart_%s, search_path: shop, threads: 4}
            """.formatted(
                        address.getHost(), address.getPort(), playground.database(), playground.prefix()));
        file("models/orders.sql", "{{ config(materialized='materialized_view') }} SELECT 1 AS id");
        List<String> properties = new ArrayList<>();
        int models = 0;
        for (String kind : List.of("sources", "sinks")) {
            for (String text : Files.readString(CASES.resolve(kind + ".txt")).split("(?m)^##### ")) {
                String head = text.lines().findFirst().orElse("");
                if (head.matches(".*\\|.*\\bruns\\b.*")) {
                    String name = kind + "_" + models++;
                    file("models/" + name + ".sql", model(head, text));
                    if (head.contains("materialized=")) {
                        properties.add(
                                "{name: " + name + ", config: {materialized: " + kind.replaceAll("s$", "") + "}}");
                    }
                }
            }
        }
        file("models/schema.yml", "models: [" + String.join(", ", properties) + "]");
        return models;
    }

    private static String model(String head, String text) {
        String model = text.substring(text.indexOf('\n') + 1, text.indexOf("\n=====") + 1);
        String ended = head.contains("bare") ? model.stripTrailing() : model;
        return head.contains("crlf") ? ended.replace("\n", "\r\n") : ended;
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(project.resolve(name).getParent());
        Files.writeString(project.resolve(name), text);
    }

    /** What came of each model: {@code success}, or what dbt says. */
    private Map<String, String> run() throws IOException, InterruptedException {
        Path output = project.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(
                        TestDbt.venv().resolve("bin/dbt").toString(), "--no-use-colors", "run", "--profiles-dir", ".")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("DBT_SEND_ANONYMOUS_USAGE_STATS", "false");
        Process dbt = builder.start();
        try {
            assertThat(dbt.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("dbt came to its end")
                    .isTrue();
        } finally {
            dbt.destroyForcibly();
        }
        Path results = project.resolve("target/run_results.json");
        assertThat(results).as(Files.readString(output)).exists();
        Map<String, String> answers = new TreeMap<>();
        for (JsonNode result : new ObjectMapper().readTree(results.toFile()).path("results")) {
            String id = result.path("unique_id").asText();
            String status = result.path("status").asText();
            answers.put(
                    id.substring(id.lastIndexOf('.') + 1),
                    status.equals("success") ? status : result.path("message").asText());
        }
        return answers;
    }
}
