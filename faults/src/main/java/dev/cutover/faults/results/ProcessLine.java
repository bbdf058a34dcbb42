package dev.cutover.faults.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import java.util.List;

/**
 * One run with real processes.
 *
 * @param seed says what went wrong where
 * @param only the fault that was asked for; null when the seed has picked it
 * @param fault what went wrong
 * @param scenario what people wanted
 * @param activity at a boundary of which activity; null for a fault without a place
 * @param boundary at which boundary; null for a fault without a place
 * @param statement the first words of the statement at that boundary; null at the others
 * @param struck whether the fault came
 * @param endings how the deployments ended
 * @param wrong what was wrong, empty when nothing was
 * @param checked what would have been seen in this run; null in lines of before runs said so
 * @param madeBefore how many objects of green there were before the fault, which must not be made again
 * @param reads how often production was read
 * @param resumedMillis milliseconds from a kill until another worker went on; null without a kill, or when nothing was left to do
 * @param seconds how long the run took
 * @param commit the version of the code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProcessLine(
        long seed,
        String only,
        String fault,
        String scenario,
        String activity,
        String boundary,
        String statement,
        boolean struck,
        List<String> endings,
        List<Finding> wrong,
        List<Wrong> checked,
        int madeBefore,
        long reads,
        Long resumedMillis,
        long seconds,
        String commit)
        implements Line {
    /** What would have been seen in this run; of a line of before runs said so, as far as it can be told from the line. */
    public List<Wrong> checks() {
        return checked == null ? Checks.of(this) : checked;
    }

    @Override
    @JsonIgnore
    public String key() {
        return only == null ? String.valueOf(seed) : seed + " " + only;
    }
}
