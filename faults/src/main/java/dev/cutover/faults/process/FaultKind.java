package dev.cutover.faults.process;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can go wrong in a run with real processes. */
public enum FaultKind {
    KILL(By.MACHINE, everywhere(), "worker killed (SIGKILL) and started again"),
    KILL_ALL(By.MACHINE, everywhere(), "both workers killed (SIGKILL) and started again"),
    FREEZE(By.MACHINE, everywhere(), "worker frozen (SIGSTOP) past its heartbeat, woken after another took over"),
    RESET(By.MACHINE, everywhere(), "connection reset: to Materialize, at a report to Temporal"),
    HALF_OPEN(By.MACHINE, everywhere(), "connection half-open: nothing passes, nobody is told"),
    SLOW(By.MACHINE, everywhere(), "a statement, a report or its reply takes 3 to 12 s"),
    AWAY(By.MACHINE, everywhere(), "Materialize away for 5 s: every connection cut, none accepted"),
    RESTART(By.MACHINE, everywhere(), "Materialize restarted: sessions gone, all hydrates again"),
    TEMPORAL(By.MACHINE, everywhere(), "Temporal killed (SIGKILL) and started again on its file"),
    NOTHING(By.PEOPLE, nowhere(), "nothing goes wrong"),
    LAG(By.PEOPLE, EnumSet.of(Place.PROMOTE), "green falls behind for 6 s"),
    FOREIGN_DDL_1(By.PEOPLE, nowhere(), "1 foreign change of the catalog per second"),
    FOREIGN_DDL_10(By.PEOPLE, nowhere(), "10 foreign changes of the catalog per second"),
    FOREIGN_DDL_50(By.PEOPLE, nowhere(), "50 foreign changes of the catalog per second"),
    STRANGER_GREEN(By.PEOPLE, beforeTheSwap(), "a stranger drops, renames or grants on something of green"),
    STRANGER_BLUE(By.PEOPLE, beforeTheSwap(), "a stranger grants on production"),
    RACE(By.PEOPLE, nowhere(), "2 to 20 deployments approved at once"),
    CANCEL(By.PEOPLE, everywhere(), "operator cancels"),
    TERMINATE(By.PEOPLE, everywhere(), "operator terminates"),
    OPERATOR_RESET(By.PEOPLE, everywhere(), "operator resets the workflow to an earlier event"),
    PRIVILEGE(
            By.PEOPLE,
            everywhere(),
            "a privilege is revoked, or ownership taken, from the deploying role; in half of the runs for 8 s"),
    REVERT_RACE(By.PEOPLE, nowhere(), "revert at once, in the middle, in the last second of the hold, twice"),
    STRANGER_RETIRED(
            By.PEOPLE,
            EnumSet.of(Place.VERIFY, Place.SINKS, Place.DROP_RETIRED),
            "a stranger's view comes to need old production"),
    QUEUE_KILL(By.CROWD, nowhere(), "both workers killed while a deployment waits in the queue"),
    QUEUE_OWNER(By.CROWD, nowhere(), "the deployment that has the turn is terminated while another waits in the queue"),
    RACE_ASIDE(By.CROWD, nowhere(), "two deployments of different schemas, planned on one fence, approved at once"),
    JANITOR(
            By.CROWD,
            nowhere(),
            "both workers killed while the janitor removes what is left, beside a living deployment"),
    NOTICES(By.CROWD, nowhere(), "a receiver of notices that never answers");

    /** Who makes it. */
    enum By {
        MACHINE,
        PEOPLE,
        /** More than one deployment, or something else than a deployment, takes part. */
        CROWD
    }

    private final By by;
    private final Set<Place> strikesIn;
    private final String words;

    FaultKind(By by, Set<Place> strikesIn, String words) {
        this.by = by;
        this.strikesIn = strikesIn;
        this.words = words;
    }

    private static Set<Place> everywhere() {
        return EnumSet.allOf(Place.class);
    }

    private static Set<Place> nowhere() {
        return EnumSet.noneOf(Place.class);
    }

    private static Set<Place> beforeTheSwap() {
        return EnumSet.of(Place.DEPLOY, Place.READINESS, Place.EVIDENCE, Place.PROMOTE);
    }

    By by() {
        return by;
    }

    /** Whether it comes at a boundary of an activity. */
    boolean hasPlace() {
        return !strikesIn.isEmpty();
    }

    /** Where it can come. */
    Set<Place> strikesIn() {
        return strikesIn;
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
