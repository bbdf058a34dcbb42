package dev.cutover.faults.process;

import dev.cutover.faults.Wrong;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the swaps that the proxies saw in one run against what may have been swapped. */
final class SwapInspection {
    private final Lane lane;
    private final Fault fault;
    private final Operator operator;
    private final Circumstances circumstances;
    private final List<SwapSeen> swaps;
    private final Map<SwapSeen, Deployment> owners;
    private final Notes notes;

    /**
     * A look at swaps.
     *
     * @param swaps in the order in which they were committed
     * @param owners whose they are; of a swap that is nobody's, nothing
     */
    SwapInspection(
            Lane lane,
            Fault fault,
            Operator operator,
            Circumstances circumstances,
            List<SwapSeen> swaps,
            Map<SwapSeen, Deployment> owners,
            Notes notes) {
        this.lane = lane;
        this.fault = fault;
        this.operator = operator;
        this.circumstances = circumstances;
        this.swaps = swaps;
        this.owners = owners;
        this.notes = notes;
    }

    void inspect() {
        once();
        approved();
        inPlaceOfWhatWasPlanned();
        ready();
    }

    private long forward() {
        return swaps.stream().filter(swap -> !swap.back()).count();
    }

    private void once() {
        Map<String, Integer> perSide = new LinkedHashMap<>();
        swaps.forEach(swap -> perSide.merge(swap.sql(), 1, Integer::sum));
        perSide.forEach((sql, times) -> {
            if (times > 1) {
                notes.wrong(Wrong.DOUBLE_SWAP, times + " times: " + sql);
            }
        });
        if (!swaps.isEmpty()) {
            notes.checked(Wrong.DOUBLE_SWAP);
        }
    }

    private void approved() {
        for (SwapSeen swap : swaps) {
            Deployment owner = owners.get(swap);
            if (owner == null) {
                notes.wrong(Wrong.UNAPPROVED, "a swap of no deployment that anybody approved: " + swap.sql());
            } else if (!swap.back()) {
                judge(owner, swap).approval(swap);
            }
        }
        if (forward() > 0) {
            notes.checked(Wrong.UNAPPROVED);
        }
    }

    /** What each swap has replaced is what its plan was made from: what the swaps before it had made production. */
    private void inPlaceOfWhatWasPlanned() {
        Succession succession = new Succession(circumstances.production());
        for (SwapSeen swap : swaps) {
            Deployment owner = owners.get(swap);
            if (owner != null && swap.back()) {
                succession.swappedBack(owner.workflowId());
            } else if (owner != null) {
                judge(owner, swap)
                        .moved(swap)
                        .flatMap(moved -> succession.swapped(owner.workflowId(), moved))
                        .ifPresent(lost -> notes.wrong(Wrong.LOST_UPDATE, lost + ": " + swap.sql()));
            }
        }
        if (fault.kind() == FaultKind.RACE && forward() > 1) {
            notes.wrong(Wrong.LOST_UPDATE, forward() + " of several racing deployments were promoted");
        }
        if (circumstances.productionChanged() && forward() > 0) {
            notes.wrong(Wrong.LOST_UPDATE, "production had other grants than the plan was made from");
        }
        boolean raced = fault.kind() == FaultKind.RACE && forward() > 0;
        boolean followed = fault.kind() == FaultKind.QUEUE_KILL && forward() > 1;
        boolean changed = circumstances.productionChanged() && fault.scenario() != Scenario.REJECT;
        if (raced || followed || changed) {
            notes.checked(Wrong.LOST_UPDATE);
        }
    }

    private void ready() {
        if (swaps.stream().anyMatch(swap -> !swap.back() && swap.lagging())) {
            notes.wrong(Wrong.NOT_READY, "a swap while green was behind");
        }
        if (lane.supervisor().askedWhileLagging()) {
            notes.checked(Wrong.NOT_READY);
        }
    }

    private HistoryJudge judge(Deployment owner, SwapSeen swap) {
        return new HistoryJudge(operator.historyAt(owner, swap.at()), notes);
    }
}
