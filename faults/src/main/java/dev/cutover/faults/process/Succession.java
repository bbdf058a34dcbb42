package dev.cutover.faults.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What production is after each swap of a run, in the order in which they were committed. */
final class Succession {
    private final Set<String> production;
    private final Map<String, Moved> made = new HashMap<>();

    /**
     * Begins.
     *
     * @param production what production was before the first swap, see {@link Database#production()}
     */
    Succession(Set<String> production) {
        this.production = new TreeSet<>(production);
    }

    /** A swap; says so when it replaced something else than what its plan was made from. */
    Optional<String> swapped(String workflowId, Moved moved) {
        Optional<String> lost = production.containsAll(moved.blue())
                ? Optional.empty()
                : Optional.of("planned for " + moved.blue() + ", but production was " + production);
        production.removeAll(moved.blue());
        production.addAll(moved.green());
        made.put(workflowId, moved);
        return lost;
    }

    /** A swap back of what this deployment has swapped. */
    void swappedBack(String workflowId) {
        Moved moved = made.remove(workflowId);
        if (moved != null) {
            production.removeAll(moved.green());
            production.addAll(moved.blue());
        }
    }
}
