package dev.cutover.faults.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small model over two schemas and two clusters. Two of its objects say which version they are of, in one read. */
final class Model {
    static final String TARGET = "faults";
    /** The same environment, with a receiver of notices. */
    static final String TARGET_WITH_NOTICES = "faults-told";

    static final List<String> SCHEMAS = List.of("fx_core", "fx_mart");
    static final List<String> CLUSTERS = List.of("fx_compute", "fx_serve");

    /** Two versions that are not the same would be a mixture of old and new (P1). */
    static final String ANSWER = "SELECT c.version, m.version FROM fx_core.numbers c, fx_mart.answer m";

    private Model() {}

    /** Statements that make the first production. */
    static List<String> install() {
        return List.of(
                "CREATE ROLE fx_app",
                "CREATE CLUSTER fx_compute (SIZE = '25cc', REPLICATION FACTOR = 1)",
                "CREATE CLUSTER fx_serve (SIZE = '25cc', REPLICATION FACTOR = 1)",
                "CREATE SCHEMA fx_raw",
                "CREATE TABLE fx_raw.facts (zero int NOT NULL)",
                "INSERT INTO fx_raw.facts VALUES (0)",
                "CREATE SCHEMA fx_core",
                "CREATE SCHEMA fx_mart",
                numbers(0),
                answer(0),
                index(),
                "CREATE CLUSTER fx_aside (SIZE = '25cc', REPLICATION FACTOR = 1)",
                "CREATE SCHEMA fx_aside",
                aside(0),
                "CREATE CLUSTER fx_feeds (SIZE = '25cc', REPLICATION FACTOR = 1)",
                "CREATE CONNECTION fx_raw.kafka TO KAFKA (BROKER 'localhost:9092') WITH (VALIDATE = false)",
                "CREATE SINK fx_raw.answers IN CLUSTER fx_feeds FROM fx_mart.answer INTO KAFKA CONNECTION fx_raw.kafka"
                        + " (TOPIC 'fx-answers') KEY (version) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT",
                "GRANT USAGE ON SCHEMA fx_core TO fx_app",
                "GRANT USAGE ON SCHEMA fx_mart TO fx_app",
                "GRANT USAGE ON CLUSTER fx_serve TO fx_app",
                "GRANT SELECT ON fx_core.numbers TO fx_app",
                "GRANT SELECT ON fx_mart.answer TO fx_app");
    }

    private static String numbers(int version) {
        return "CREATE MATERIALIZED VIEW fx_core.numbers IN CLUSTER fx_compute AS SELECT zero + " + version
                + " AS version FROM fx_raw.facts";
    }

    private static String answer(int version) {
        return "CREATE MATERIALIZED VIEW fx_mart.answer IN CLUSTER fx_compute AS SELECT zero + " + version
                + " AS version FROM fx_raw.facts";
    }

    private static String index() {
        return "CREATE INDEX answer_by_version IN CLUSTER fx_serve ON fx_mart.answer (version)";
    }

    private static String aside(int version) {
        return "CREATE MATERIALIZED VIEW fx_aside.other IN CLUSTER fx_aside AS SELECT zero + " + version
                + " AS version FROM fx_raw.facts";
    }

    /** Writes a version of what shares nothing with the rest as a project; returns its name. */
    static String writeAside(Path projects, int version) {
        return write(projects, "aside" + version, Map.of("models/materialize/fx_aside/other.sql", aside(version)));
    }

    /** Writes a version as a project; returns its name. */
    static String write(Path projects, int version) {
        Map<String, String> files = new TreeMap<>();
        files.put("models/materialize/fx_core/numbers.sql", numbers(version));
        files.put("models/materialize/fx_mart/answer.sql", answer(version) + ";\n" + index());
        files.put(
                "checks/versions_agree.sql",
                "SELECT 1 FROM fx_core.numbers c, fx_mart.answer m WHERE c.version <> m.version");
        return write(projects, "v" + version, files);
    }

    private static String write(Path projects, String name, Map<String, String> files) {
        files.forEach((file, sql) -> {
            try {
                Path path = projects.resolve(name).resolve(file);
                Files.createDirectories(path.getParent());
                Files.writeString(path, sql + ";\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return name;
    }
}
