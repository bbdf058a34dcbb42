package dev.cutover.activities.dbt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * A line of dbt's structured log.
 *
 * @param name the kind of event
 * @param level debug, info, warn or error
 * @param message what a person reads
 * @param uniqueId the node that it is about; null when it is about none
 * @param data the event's own fields
 */
public record DbtEvent(String name, String level, String message, String uniqueId, JsonNode data) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a line; empty for one that is no event, such as what a crashing interpreter writes. */
    static Optional<DbtEvent> read(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode event = JSON.readTree(line);
            JsonNode info = event.path("info");
            if (!info.isObject()) {
                return Optional.empty();
            }
            JsonNode data = event.path("data");
            return Optional.of(new DbtEvent(
                    info.path("name").asText(),
                    info.path("level").asText(),
                    info.path("msg").asText(),
                    data.path("node_info").path("unique_id").asText(null),
                    data));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Whether dbt begins to build a node. */
    public boolean isStart() {
        return name.equals("LogStartLine") && uniqueId != null;
    }

    /** Whether dbt has finished a node, however. */
    public boolean isEnd() {
        return uniqueId != null
                && (name.equals("LogModelResult")
                        || name.equals("LogSeedResult")
                        || name.equals("LogTestResult")
                        || name.equals("SkippingDetails"));
    }

    /** Whether a node was built. */
    public boolean isSuccess() {
        return isEnd() && data.path("node_info").path("node_status").asText().equals("success");
    }
}
