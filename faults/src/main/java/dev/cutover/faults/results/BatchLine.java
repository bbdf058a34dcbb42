package dev.cutover.faults.results;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.cutover.faults.Finding;
import dev.cutover.faults.Wrong;
import java.util.List;
import java.util.Map;

/**
 * Simulated runs with seeds in a row.
 *
 * @param seed the first
 * @param runs how many
 * @param checked in how many of them each wrong thing would have been seen
 * @param hanging seeds of those that Temporal's in-process server did not bring to an end; they are among the runs, and none of
 *     their endings was looked at
 * @param repeats how often a run that hung was made again
 * @param endings how many deployments ended how
 * @param faults how often each fault came
 * @param wrong what was wrong, empty when nothing was
 * @param seconds how long they took
 * @param commit the version of the code
 */
public record BatchLine(
        long seed,
        int runs,
        Map<Wrong, Integer> checked,
        List<Long> hanging,
        int repeats,
        Map<String, Integer> endings,
        Map<String, Integer> faults,
        List<Finding> wrong,
        long seconds,
        String commit)
        implements Line {
    @Override
    @JsonIgnore
    public String key() {
        return String.valueOf(seed);
    }
}
