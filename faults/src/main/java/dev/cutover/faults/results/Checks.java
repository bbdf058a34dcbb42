package dev.cutover.faults.results;

import dev.cutover.faults.Wrong;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a run of before runs said so would have shown, had it been wrong, as far as its line tells: only such runs are counted beside
 * a zero. The judge of those runs knew nothing of hung reads, of approvals that had died, nor of turns, looked for lost updates
 * only where deployments raced, and let a workflow that was reset end in almost any way.
 */
final class Checks {
    private static final Set<String> SWAPPED = Set.of("PROMOTED", "REVERTED");
    /** Endings of a deployment that had green, whenever the fault came. */
    private static final Set<String> AFTER_GREEN = Set.of("PROMOTED", "REVERTED", "REJECTED");

    private static final Set<String> AT_A_STATEMENT = Set.of("BEFORE_STATEMENT", "AFTER_STATEMENT");
    private static final String OPERATOR_RESET = "operator-reset";
    private static final String STRANGER_AT_GREEN = "stranger-green";

    private Checks() {}

    static List<Wrong> of(ProcessLine run) {
        List<Wrong> checked = new ArrayList<>();
        // What a deployment has left was looked at only where nobody was to terminate it.
        boolean looked = !run.endings().contains("NONE")
                && !Set.of("terminate", "queue-owner").contains(run.fault());
        boolean dirty = run.endings().contains("FAILED_DIRTY");
        boolean swapped = run.endings().stream().anyMatch(SWAPPED::contains);
        boolean reset = run.fault().equals(OPERATOR_RESET);
        add(checked, Wrong.ENDING, !reset);
        add(checked, Wrong.DOUBLE_SWAP, swapped);
        add(checked, Wrong.LOST_UPDATE, swapped && run.fault().equals("race"));
        add(checked, Wrong.UNAPPROVED, swapped && !reset && !run.fault().equals(STRANGER_AT_GREEN));
        add(checked, Wrong.NOT_READY, swapped && late(run));
        add(checked, Wrong.READS, run.reads() > 0);
        add(checked, Wrong.ORPHAN, looked && !dirty && hadGreen(run));
        add(checked, Wrong.INEXACT_LIST, looked && (dirty || keptRetired(run)));
        add(checked, Wrong.HYDRATION, remembered(run));
        add(checked, Wrong.SINK, looked && !dirty && swapped);
        add(checked, Wrong.REPLAY, true);
        return List.copyOf(checked);
    }

    /** Green fell behind before the transaction of the swap began; at the later boundaries nobody asks any more. */
    private static boolean late(ProcessLine run) {
        return run.fault().equals("lag") && run.struck() && AT_A_STATEMENT.contains(run.boundary());
    }

    /** A stranger came to need old production before it was dropped, and it was not swapped back. */
    private static boolean keptRetired(ProcessLine run) {
        boolean dropped = "Drop of retired".equals(run.activity()) && !AT_A_STATEMENT.contains(run.boundary());
        return run.fault().equals("stranger-retired")
                && run.struck()
                && !dropped
                && run.endings().contains("PROMOTED");
    }

    private static boolean hadGreen(ProcessLine run) {
        return !"Plan".equals(run.activity()) || run.endings().stream().anyMatch(AFTER_GREEN::contains);
    }

    /** Something was there before the fault, and had to be there afterwards. */
    private static boolean remembered(ProcessLine run) {
        return run.endings().get(run.endings().size() - 1).equals("PROMOTED")
                && run.madeBefore() > 0
                && !run.fault().equals(STRANGER_AT_GREEN);
    }

    private static void add(List<Wrong> checked, Wrong kind, boolean was) {
        if (was) {
            checked.add(kind);
        }
    }
}
