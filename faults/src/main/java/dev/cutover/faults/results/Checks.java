package dev.cutover.faults.results;

import dev.cutover.faults.Wrong;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a run with real processes would have shown, had it been wrong: only such runs are counted beside a zero. */
final class Checks {
    private static final Set<String> SWAPPED = Set.of("PROMOTED", "REVERTED");
    private static final String OPERATOR_RESET = "operator-reset";
    private static final String STRANGER_AT_GREEN = "stranger-green";

    private Checks() {}

    /**
     * The kinds that a run has checked.
     *
     * @param former whether an earlier judge has looked at it, which knew nothing of hung reads nor of approvals that had died, and
     *     let a workflow that was reset end in almost any way
     */
    static List<Wrong> of(ProcessLine run, boolean former) {
        List<Wrong> checked = new ArrayList<>();
        boolean ended = !run.endings().contains("NONE");
        // What a terminated deployment has left is looked at only where the janitor has been.
        boolean looked = !run.endings().contains("TERMINATED") || run.fault().equals("janitor");
        boolean clean = ended && looked && !run.endings().contains("FAILED_DIRTY");
        boolean swapped = run.endings().stream().anyMatch(SWAPPED::contains);
        boolean reset = run.fault().equals(OPERATOR_RESET);
        add(checked, Wrong.ENDING, !former || !reset);
        add(checked, Wrong.DOUBLE_SWAP, swapped);
        add(checked, Wrong.LOST_UPDATE, swapped && run.fault().equals("race"));
        add(
                checked,
                Wrong.UNAPPROVED,
                swapped && !(former && (reset || run.fault().equals(STRANGER_AT_GREEN))));
        add(checked, Wrong.NOT_READY, swapped && run.fault().equals("lag") && run.struck());
        add(checked, Wrong.READS, run.reads() > 0);
        add(checked, Wrong.HUNG_READS, !former && run.reads() > 0);
        add(checked, Wrong.ORPHAN, clean);
        add(
                checked,
                Wrong.INEXACT_LIST,
                run.endings().contains("FAILED_DIRTY")
                        || ended && run.fault().equals("stranger-retired") && run.struck());
        add(checked, Wrong.HYDRATION, remembered(run));
        add(checked, Wrong.SINK, clean && swapped);
        add(checked, Wrong.REPLAY, true);
        return List.copyOf(checked);
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
