package dev.cutover.activities.queue;

import dev.cutover.activities.register.Known;
import dev.cutover.workflows.queue.Claim;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Who comes before a deployment: those that have begun with something that it takes, then those that wait for it and joined
 * earlier. Of two that joined at the same moment the one with the lesser workflow id comes first, so that each sees the same
 * order. Pure.
 */
final class Line {
    private static final Comparator<Known> ORDER = Comparator.comparing(
                    (Known known) -> known.claim().waiting())
            .thenComparing(known -> known.claim().since())
            .thenComparing(Known::workflowId);

    private Line() {}

    /**
     * Those before it, in order.
     *
     * @param others running deployments; its own may be among them, and those whose plan is not known yet
     */
    static List<Known> before(String workflowId, Claim claim, Collection<Known> others) {
        return others.stream()
                .filter(other -> !other.workflowId().equals(workflowId) && other.claim() != null)
                .filter(other -> other.claim().meets(claim))
                .filter(other -> !other.claim().waiting() || joinedEarlier(other, workflowId, claim))
                .sorted(ORDER)
                .toList();
    }

    private static boolean joinedEarlier(Known other, String workflowId, Claim claim) {
        int order = other.claim().since().compareTo(claim.since());
        return order < 0 || order == 0 && other.workflowId().compareTo(workflowId) < 0;
    }
}
