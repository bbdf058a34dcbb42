package dev.cutover.e2e.kafka;

import dev.cutover.e2e.machine.Database;
import dev.cutover.e2e.machine.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Sales of which two sinks tell a broker, one with each envelope; the project knows neither. */
final class Feed {
    static final String PROJECT = "topics";

    private Feed() {}

    /** Makes blue production with its sinks, and green a project. */
    static void install(Machine machine, String broker) throws IOException {
        machine.database()
                .execute(List.of(
                        "CREATE SCHEMA topics_raw",
                        "CREATE SCHEMA topics_core",
                        "CREATE SCHEMA topics_out",
                        "CREATE CLUSTER topics_transform (SIZE = '25cc')",
                        "CREATE CLUSTER topics_out (SIZE = '25cc')",
                        "CREATE TABLE topics_raw.sales (id int NOT NULL, amount int NOT NULL)",
                        Side.BLUE.definition(),
                        "CREATE CONNECTION topics_out.kafka TO KAFKA (BROKER '" + broker
                                + "', SECURITY PROTOCOL PLAINTEXT)",
                        sink(Envelope.UPSERT),
                        sink(Envelope.DEBEZIUM)));
        Path file = machine.projects().resolve(PROJECT + "/models/materialize/topics_core/sales.sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, Side.GREEN.definition() + ";\n");
    }

    private static String sink(Envelope envelope) {
        return "CREATE SINK topics_out." + name(envelope) + " IN CLUSTER topics_out FROM topics_core.sales"
                + " INTO KAFKA CONNECTION topics_out.kafka (TOPIC '" + topic(envelope) + "') KEY (id) NOT ENFORCED"
                + " FORMAT JSON ENVELOPE " + envelope;
    }

    private static String name(Envelope envelope) {
        return envelope.name().toLowerCase(Locale.ROOT);
    }

    static String topic(Envelope envelope) {
        return "sales-" + name(envelope);
    }

    /** How many of the sinks read what has production's name now. */
    static long sinksThatFollow(Database database) {
        return List.of(Envelope.values()).stream()
                .filter(envelope -> database.rows("SHOW CREATE SINK topics_out." + name(envelope)).stream()
                        .anyMatch(definition -> definition.contains("topics_core.sales")))
                .count();
    }

    /** Production's rows as an upsert sink writes them, by key as text. */
    static List<String> rows(Database database) {
        return database.rows("SELECT id, amount FROM topics_core.sales").stream()
                .map(row -> row.split(" "))
                .map(row -> Envelope.row(Integer.parseInt(row[0]), Integer.valueOf(row[1])))
                .sorted()
                .toList();
    }
}
