package dev.cutover.starter.bench;

import dev.cutover.starter.ExitCode;
import dev.cutover.starter.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A made-up project of one materialized view over a large table, whose second version changes the value of a few rows.
 *
 * @param rows how many rows it has, at least {@link #CHANGED}
 */
record ManyRows(long rows) {
    /** How many rows the second version changes. */
    static final long CHANGED = 100;

    private static final long AT_ONCE = 500_000;
    private static final String RAW = "bench_rows_raw";
    private static final String PLACE = "bench_rows";

    /** Statements that make the data, which no deployment moves. */
    List<String> data() {
        List<String> statements = new ArrayList<>(List.of(
                "CREATE SCHEMA " + RAW,
                "CREATE TABLE " + RAW + ".facts (id int NOT NULL, amount int NOT NULL, note text)"));
        for (long first = 1; first <= rows; first += AT_ONCE) {
            statements.add("INSERT INTO " + RAW + ".facts SELECT id, id % 1000, 'note ' || id FROM generate_series("
                    + first + ", " + Math.min(rows, first + AT_ONCE - 1) + ") AS id");
        }
        return statements;
    }

    /** Statements that remove the data and what was deployed. */
    static List<String> removal() {
        return List.of(
                "DROP SCHEMA " + PLACE + " CASCADE",
                "DROP CLUSTER " + PLACE + " CASCADE",
                "DROP SCHEMA " + RAW + " CASCADE");
    }

    /**
     * Writes the project.
     *
     * @param amount the expression of the column that the second version changes
     * @param longest how long the comparison may take, as {@code expect.yaml} has it
     */
    private void write(Path folder, String amount, String longest) {
        try {
            Path models = Files.createDirectories(
                    folder.resolve("models").resolve("materialize").resolve(PLACE));
            Path clusters = Files.createDirectories(folder.resolve("clusters"));
            Files.writeString(
                    clusters.resolve(PLACE + ".sql"),
                    "CREATE CLUSTER " + PLACE + " (SIZE = '25cc', REPLICATION FACTOR = 1);\n");
            Files.writeString(
                    models.resolve("amounts.sql"),
                    "CREATE MATERIALIZED VIEW " + PLACE + ".amounts IN CLUSTER " + PLACE + " AS SELECT id, " + amount
                            + " AS amount, note FROM " + RAW + ".facts;\n");
            Files.writeString(
                    folder.resolve("expect.yaml"),
                    "longestComparison: " + longest + "\nrelations: [{relation: materialize." + PLACE
                            + ".amounts, key: id}]\n");
        } catch (IOException e) {
            throw new Problem(ExitCode.UNEXPECTED, "The benchmark's project cannot be written: " + e.getMessage(), e);
        }
    }

    /** Writes the version that goes to production. */
    void writeFirst(Path folder) {
        write(folder, "amount", "1m");
    }

    /** Writes the version that is compared with it. */
    void writeSecond(Path folder, String longest) {
        write(folder, "amount + (CASE WHEN id % " + rows / CHANGED + " = 0 THEN 1 ELSE 0 END)", longest);
    }
}
