package dev.cutover.workflows.evidence;

import dev.cutover.workflows.catalog.ObjectName;
import java.util.List;

/**
 * What the readers of a sink's topic are not told when the sink follows the swap. It sends no snapshot of the new version
 * (recorded: {@code sinks / set_from_and_counts}), so that a key in which the versions differ stays in the topic as it is until it
 * changes; after a revert the same is true of what the new version has sent.
 *
 * @param sink the sink
 * @param reads production name of what it reads
 * @param key the columns of its messages' key; empty when they have none, and whole rows are counted
 * @param changed keys that both versions have, with other values; all that both have when the versions have other columns
 * @param gone keys that only production has: no message deletes them
 * @param added keys that only the new version has: no message brings them
 * @param unknown why nothing was counted, a whole sentence; null when it was
 */
public record SinkEffect(
        ObjectName sink, ObjectName reads, List<String> key, long changed, long gone, long added, String unknown) {
    public SinkEffect {
        key = List.copyOf(key);
    }

    /** Keys in which the two versions differ: no more can be wrong in the topic, after the swap or after a revert. */
    public long differing() {
        return changed + gone + added;
    }

    /** All of it in whole sentences. */
    public String sentence() {
        String topic = "Sink " + sink + " sends no snapshot of the new version of " + reads;
        if (unknown != null) {
            return topic + ", and how many keys stay as they are is not known: " + unknown;
        }
        if (differing() == 0) {
            return topic + ", and need not: both versions hold the same rows.";
        }
        return topic + ". Until they change, these " + (key.isEmpty() ? "rows" : "keys")
                + " of its topic are not what the"
                + " new version says: " + changed + " with production's values, " + gone
                + " that the new version does not have, " + added + " that are missing. A revert takes back no message:"
                + " those of the same " + differing()
                + " that change before it keep the new version's values until they"
                + " change again.";
    }
}
