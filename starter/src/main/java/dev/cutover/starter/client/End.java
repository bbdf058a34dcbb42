package dev.cutover.starter.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.starter.ExitCode;
import dev.cutover.workflows.outcome.Outcome;

/**
 * How a workflow has ended.
 *
 * @param outcome the deployment's own account; null when it was ended from outside and could not give one
 * @param json the same as it came
 * @param words the ending's word of the closed set, or what ended it from outside
 */
public record End(Outcome outcome, JsonNode json, String words) {
    /** One of {@link ExitCode}. */
    public int exitCode() {
        return outcome == null ? ExitCode.ENDED_FROM_OUTSIDE : ExitCode.of(outcome.outcome());
    }
}
