package dev.cutover.workflows.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the new version is built in green. The heartbeats of the step carry its first three fields.
 *
 * @param done models, seeds or statements that are done, also those of former attempts
 * @param total how many there are in all
 * @param running what is being worked on, the first ten
 * @param reportedAt when the worker said so; null in a heartbeat, which is always new
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Building(int done, int total, List<String> running, Instant reportedAt) {
    private static final int MOST_RUNNING = 10;
    private static final int MOST_SHOWN = 3;
    private static final int LONGEST_NAME = 255;

    public Building {
        running = running == null ? List.of() : List.copyOf(running);
    }

    /** Reads a report; empty when it is none. Anybody can send one, so nothing of it is taken for granted. */
    public static Optional<Building> read(JsonNode report, Instant reportedAt) {
        if (report == null || !isCount(report.path("done")) || !isCount(report.path("total"))) {
            return Optional.empty();
        }
        List<String> running = new ArrayList<>();
        for (JsonNode name : report.path("running")) {
            if (name.isTextual() && running.size() < MOST_RUNNING) {
                String text = name.textValue().replaceAll("\\s+", " ");
                running.add(text.substring(0, Math.min(text.length(), LONGEST_NAME)));
            }
        }
        return Optional.of(new Building(
                report.path("done").intValue(), report.path("total").intValue(), running, reportedAt));
    }

    private static boolean isCount(JsonNode number) {
        return number.isInt() && number.intValue() >= 0;
    }

    /** As in "17 of 40, running fct_orders". */
    public String sentence() {
        if (running.isEmpty()) {
            return done + " of " + total;
        }
        int more = running.size() - MOST_SHOWN;
        return done + " of " + total + ", running "
                + String.join(", ", running.subList(0, Math.min(running.size(), MOST_SHOWN)))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
