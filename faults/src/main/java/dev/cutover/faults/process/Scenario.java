package dev.cutover.faults.process;

import java.util.List;

/** What the people of a run want, and how it has to end when only machines fail. */
enum Scenario {
    PROMOTE(
            List.of("PROMOTED"),
            List.of("Plan", "Clone", "Deploy", "AwaitReadiness", "CollectEvidence", "Promote", "Drop")),
    REVERT(
            List.of("REVERTED"),
            List.of("Plan", "Clone", "Deploy", "AwaitReadiness", "CollectEvidence", "Promote", "Revert", "Drop")),
    REJECT(List.of("REJECTED"), List.of("Plan", "Clone", "Deploy", "AwaitReadiness", "CollectEvidence", "Drop")),
    /** Cancelled while others' changes keep the swap from committing. */
    GIVE_UP(List.of("CANCELLED", "REVERTED"), List.of("Burn"));

    private final List<String> endings;
    private final List<String> activities;

    Scenario(List<String> endings, List<String> activities) {
        this.endings = endings;
        this.activities = activities;
    }

    List<String> endings() {
        return endings;
    }

    List<String> activities() {
        return activities;
    }
}
