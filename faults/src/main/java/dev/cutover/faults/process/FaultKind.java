package dev.cutover.faults.process;

import java.util.Arrays;
import java.util.Locale;

/** What can go wrong in a run with real processes. */
public enum FaultKind {
    NOTHING(false, "nothing goes wrong"),
    KILL(true, "worker killed (SIGKILL) and started again"),
    FREEZE(true, "worker frozen (SIGSTOP) past its heartbeat, woken after another took over"),
    RESET(true, "connection to Materialize reset"),
    HALF_OPEN(true, "connection to Materialize half-open: nothing passes, nobody is told"),
    SLOW(true, "a statement or its reply takes 3 to 12 s"),
    AWAY(true, "Materialize away for 5 s: every connection cut, none accepted"),
    TEMPORAL(true, "Temporal killed (SIGKILL) and started again on its file"),
    LAG(true, "green falls behind for 6 s"),
    FOREIGN_DDL_1(false, "1 foreign change of the catalog per second"),
    FOREIGN_DDL_10(false, "10 foreign changes of the catalog per second"),
    FOREIGN_DDL_50(false, "50 foreign changes of the catalog per second"),
    STRANGER_GREEN(true, "a stranger drops, renames or grants on something of green"),
    STRANGER_BLUE(true, "a stranger grants on production"),
    RACE(false, "2 to 6 deployments approved at once"),
    CANCEL(true, "operator cancels"),
    TERMINATE(true, "operator terminates");

    private final boolean triggered;
    private final String words;

    FaultKind(boolean triggered, String words) {
        this.triggered = triggered;
        this.words = words;
    }

    /** Whether it comes at a boundary of an activity. */
    boolean triggered() {
        return triggered;
    }

    /** What a person reads. */
    public String words() {
        return words;
    }

    /** What is typed. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Finds one by what was typed. */
    public static FaultKind of(String option) {
        return Arrays.stream(values())
                .filter(kind -> kind.option().equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + option + "; there are "
                        + Arrays.stream(values()).map(FaultKind::option).toList()));
    }
}
