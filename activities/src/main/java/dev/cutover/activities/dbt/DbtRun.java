package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A run of dbt that came to its end.
 *
 * @param exitCode 0 when all went well, 1 when nodes failed, 2 or more when dbt could not do its work
 * @param errors what dbt called an error in its log, in its words
 * @param output its last lines that are no events, such as what a crashing interpreter writes
 * @param adapterVersion version of dbt-materialize as its log has it; null when it has not
 * @param results the nodes of {@code run_results.json}, empty when dbt wrote none
 */
public record DbtRun(
        int exitCode, List<String> errors, List<String> output, String adapterVersion, List<JsonNode> results) {
    /** Everything that dbt said about what went wrong, or its exit code when it said nothing. */
    public String complaint() {
        List<String> said = errors.isEmpty() ? output : errors;
        return said.isEmpty()
                ? "dbt ended with exit code " + exitCode + " and gave no reason"
                : String.join("\n", said);
    }
}
