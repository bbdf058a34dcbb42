package dev.cutover.e2e.machine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a program answered.
 *
 * @param exitCode 0 for success
 * @param out its standard output
 * @param err its standard error
 */
public record Answer(int exitCode, String out, String err) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** This answer, which has to be a success. */
    public Answer succeeded() {
        if (exitCode != 0) {
            throw new AssertionError("Not a success: " + this);
        }
        return this;
    }

    /** Both outputs, for messages that may be in either. */
    public String text() {
        return out + err;
    }

    /** The output of a success as JSON. */
    public JsonNode json() {
        succeeded();
        return said();
    }

    /** The output as JSON, whatever the exit code. */
    public JsonNode said() {
        try {
            return MAPPER.readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + out, e);
        }
    }
}
