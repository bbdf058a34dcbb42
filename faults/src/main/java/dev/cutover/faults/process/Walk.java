package dev.cutover.faults.process;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which fault a seed means. Three of four seeds walk over every pair of a machine's fault and a boundary, each boundary once
 * before any comes again, with another fault each time; the fourth is for what people do, and of these every fourth for crowds.
 */
final class Walk {
    private static final int EVERY = 4;
    private static final List<FaultKind> MACHINES = of(FaultKind.By.MACHINE);
    private static final List<FaultKind> PEOPLE = of(FaultKind.By.PEOPLE);
    private static final List<FaultKind> CROWDS = of(FaultKind.By.CROWD);
    /** Has no factor in common with the number of stops, so that all have their turn and neighbours are far apart. */
    private static final int STRIDE = 23;

    private Walk() {}

    /**
     * The fault of a seed.
     *
     * @param only the only kind wanted; null for the one that the walk comes to
     */
    static Fault fault(long seed, FaultKind only) {
        if (only != null) {
            return at(only, seed, seed);
        }
        if (seed % EVERY == 0) {
            long turn = seed / EVERY;
            if (turn % EVERY == 0) {
                return at(CROWDS.get((int) (turn / EVERY % CROWDS.size())), turn / EVERY, seed);
            }
            return at(PEOPLE.get((int) (turn % PEOPLE.size())), turn / PEOPLE.size(), seed);
        }
        long turn = seed - seed / EVERY - 1;
        long round = turn / Stop.ALL.size();
        FaultKind kind = MACHINES.get((int) ((turn + round) % MACHINES.size()));
        return at(kind, turn, seed);
    }

    private static Fault at(FaultKind kind, long turn, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int choice = random.nextInt(1000);
        if (kind.by() == FaultKind.By.CROWD) {
            return new Fault(kind, Scenario.PROMOTE, null, 0, choice);
        }
        if (!kind.hasPlace()) {
            Scenario scenario = random.nextInt(3) == 0 ? Scenario.REVERT : Scenario.PROMOTE;
            return new Fault(kind, scenario, null, 0, choice);
        }
        List<Stop> stops = Stop.ALL.stream()
                .filter(stop -> kind.strikesIn().contains(stop.place()))
                .toList();
        Stop stop = stops.get((int) (turn * STRIDE % stops.size()));
        List<Scenario> scenarios = stop.place().scenarios();
        Scenario scenario = scenarios.get(random.nextInt(scenarios.size()));
        // Statements are not spread evenly: the first ones of an activity decide what the others do.
        int nth = 1 + (int) (Math.pow(random.nextDouble(), 2) * stop.place().statements());
        return new Fault(kind, scenario, stop, nth, choice);
    }

    private static List<FaultKind> of(FaultKind.By by) {
        return Arrays.stream(FaultKind.values()).filter(kind -> kind.by() == by).toList();
    }
}
