package dev.cutover.faults.process;

import java.util.List;

/** An activity on the way of a deployment; one that comes twice counts as two. */
enum Place {
    PLAN("Plan", "Plan", 60, Scenario.PROMOTE, Scenario.REVERT, Scenario.REJECT),
    CLONE("Clone", "Clone", 40, Scenario.PROMOTE, Scenario.REVERT, Scenario.REJECT),
    DEPLOY("Deploy", "Deploy", 40, Scenario.PROMOTE, Scenario.REVERT, Scenario.REJECT),
    READINESS("AwaitReadiness", "AwaitReadiness", 10, Scenario.PROMOTE, Scenario.REVERT, Scenario.REJECT),
    EVIDENCE("CollectEvidence", "CollectEvidence", 60, Scenario.PROMOTE, Scenario.REVERT, Scenario.REJECT),
    PROMOTE("Promote", "Promote", 40, Scenario.PROMOTE, Scenario.REVERT),
    VERIFY("Verify", "Verify", 20, Scenario.PROMOTE, Scenario.REVERT),
    SINKS("PointSinks", "PointSinks", 10, Scenario.PROMOTE, Scenario.REVERT),
    REVERT("Revert", "Revert", 30, Scenario.REVERT),
    SINKS_BACK("PointSinks", "PointSinks, back", 10, Scenario.REVERT),
    DROP_RETIRED("Drop", "Drop of retired", 30, Scenario.PROMOTE),
    DROP_REVERTED("Drop", "Drop of reverted", 30, Scenario.REVERT),
    DROP_GREEN("Drop", "Drop of green", 30, Scenario.REJECT),
    BURN("Burn", "Burn", 10, Scenario.GIVE_UP);

    private final String activity;
    private final String words;
    private final int statements;
    private final List<Scenario> scenarios;

    /**
     * A place.
     *
     * @param statements about how many statements it sends
     * @param scenarios what people may want for a deployment to come there
     */
    Place(String activity, String words, int statements, Scenario... scenarios) {
        this.activity = activity;
        this.words = words;
        this.statements = statements;
        this.scenarios = List.of(scenarios);
    }

    /** The activity's name. */
    String activity() {
        return activity;
    }

    /** What a person reads. */
    String words() {
        return words;
    }

    int statements() {
        return statements;
    }

    List<Scenario> scenarios() {
        return scenarios;
    }

    /** Whether it has a message that commits a swap. */
    boolean swaps() {
        return this == PROMOTE || this == REVERT;
    }

    /** Whether it is this place's turn, of those with its activity. */
    boolean comes(boolean reverted) {
        return this == SINKS_BACK ? reverted : this != SINKS || !reverted;
    }
}
