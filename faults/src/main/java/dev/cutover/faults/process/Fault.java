package dev.cutover.faults.process;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * One fault of one run.
 *
 * @param kind what goes wrong
 * @param scenario what people want
 * @param activity at a boundary of which activity
 * @param moment at which boundary
 * @param nth at which statement of the activity, from 1
 * @param atCommit whether only the statement that commits counts
 * @param choice picks among variants
 */
record Fault(FaultKind kind, Scenario scenario, String activity, Moment moment, int nth, boolean atCommit, int choice) {
    enum Moment {
        BEFORE_STATEMENT,
        AFTER_STATEMENT,
        BEFORE_REPORT,
        AFTER_REPORT
    }

    private static final int MOST_STATEMENTS = 40;

    static Fault of(long seed, FaultKind wanted) {
        Random random = new Random(new SplittableRandom(seed).nextLong());
        FaultKind kind = wanted == null ? FaultKind.values()[random.nextInt(FaultKind.values().length)] : wanted;
        Scenario scenario = Scenario.values()[random.nextInt(Scenario.values().length)];
        if (!kind.triggered() || kind == FaultKind.CANCEL || kind == FaultKind.TERMINATE) {
            scenario = random.nextInt(3) == 0 ? Scenario.REVERT : Scenario.PROMOTE;
        }
        List<String> activities = kind == FaultKind.LAG ? List.of("Promote") : scenario.activities();
        if (kind == FaultKind.LAG || kind == FaultKind.STRANGER_BLUE || kind == FaultKind.STRANGER_GREEN) {
            scenario = Scenario.PROMOTE;
            activities = List.of("Deploy", "AwaitReadiness", "CollectEvidence", "Promote");
        }
        if (kind == FaultKind.HALF_OPEN) {
            // Elsewhere a statement may take long, and silence is noticed after ten minutes only.
            scenario = random.nextBoolean() ? Scenario.REVERT : Scenario.GIVE_UP;
            activities = scenario == Scenario.REVERT ? List.of("Promote", "Revert") : List.of("Burn");
        }
        String activity = activities.get(random.nextInt(activities.size()));
        Moment moment = Moment.values()[random.nextInt(Moment.values().length)];
        boolean swaps = activity.equals("Promote") || activity.equals("Revert");
        // Statements are not spread evenly: the first and the last ones of an activity matter most.
        int nth = 1 + (int) (Math.pow(random.nextDouble(), 2) * MOST_STATEMENTS);
        return new Fault(kind, scenario, activity, moment, nth, swaps && random.nextBoolean(), random.nextInt(1000));
    }

    @Override
    public String toString() {
        return kind.option() + " in " + scenario
                + (kind.triggered() ? " at " + activity + " " + moment + (atCommit ? " COMMIT" : " #" + nth) : "");
    }
}
