package dev.cutover.faults.process;

import java.util.List;

/** What the people of a run want, and how it has to end when only machines fail. */
enum Scenario {
    PROMOTE(List.of("PROMOTED")),
    REVERT(List.of("REVERTED")),
    REJECT(List.of("REJECTED")),
    /** Cancelled while others' changes keep the swap from committing. */
    GIVE_UP(List.of("CANCELLED", "REVERTED"));

    private final List<String> endings;

    Scenario(List<String> endings) {
        this.endings = endings;
    }

    List<String> endings() {
        return endings;
    }
}
