package dev.cutover.workflows.conversation;

import dev.cutover.workflows.decision.Decision;
import dev.cutover.workflows.decision.Proof;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What counts of all that was heard.
 *
 * @param decision the decision; null while there is none
 * @param approvals approvals that count, the deciding one included
 * @param all every decision that counted, those that became void included
 */
record Heard(Decision decision, List<Decision> approvals, List<Decision> all) {
    /** Ids of the signed decisions that were used. */
    Set<String> usedIds() {
        return all.stream()
                .map(Decision::proof)
                .filter(Objects::nonNull)
                .map(Proof::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
