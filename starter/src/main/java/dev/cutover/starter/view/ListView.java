package dev.cutover.starter.view;

import dev.cutover.starter.client.Row;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Deployments as a table for people: as wide as its content, one line each. */
public final class ListView {
    private static final List<String> HEADING =
            List.of("WORKFLOW ID", "TARGET", "PHASE", "OUTCOME", "REQUESTED BY", "STARTED", "TEMPORAL");
    private static final int LONGEST_ID = 50;
    private static final int LONGEST_NAME = 20;
    private static final int LONGEST_PHASE = 60;

    private ListView() {}

    /** A heading and one line per deployment, with times of day in this zone. */
    public static List<String> lines(List<Row> rows, ZoneId zone) {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(zone);
        List<List<String>> table = new ArrayList<>(List.of(HEADING));
        rows.forEach(row -> table.add(cells(row, time)));
        int[] widths = IntStream.range(0, HEADING.size())
                .map(column -> table.stream()
                        .mapToInt(cells -> cells.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return table.stream().map(cells -> line(cells, widths)).toList();
    }

    private static List<String> cells(Row row, DateTimeFormatter time) {
        return List.of(
                shortened(row.workflowId(), LONGEST_ID),
                shortened(target(row), LONGEST_NAME),
                shortened(phase(row), LONGEST_PHASE),
                orDash(row.outcome()),
                shortened(orDash(row.requester()), LONGEST_NAME),
                time.format(row.started()),
                row.status().toLowerCase(Locale.ROOT));
    }

    /** Of one that waits for its turn also its place, and behind whom. */
    private static String phase(Row row) {
        return row.behind().isEmpty()
                ? orDash(row.phase())
                : row.phase() + ", place " + row.behind().size() + " behind " + String.join(", ", row.behind());
    }

    /** A deployment that has ended without a target never had a request that could be read. */
    private static String target(Row row) {
        return row.target() == null && row.outcome() != null ? "invalid request" : orDash(row.target());
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> String.format("%-" + widths[column] + "s", cells.get(column)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    private static String orDash(String value) {
        return value == null ? "-" : value;
    }
}
