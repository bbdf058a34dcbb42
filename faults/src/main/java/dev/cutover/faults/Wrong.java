package dev.cutover.faults;

/** Everything that must never be seen, each counted over all runs. */
public enum Wrong {
    /** The deployment did not end, or not as what happened to it allows (P5). */
    ENDING("wrong or missing endings"),
    /** More than one swap, or more than one swap back, of one deployment (P2). */
    DOUBLE_SWAP("double swaps"),
    /** A swap replaced something else than what the plan was made from (P4). */
    LOST_UPDATE("lost updates"),
    /** A swap without an approval of exactly this green, or after it had died (P4). */
    UNAPPROVED("swaps without a live approval"),
    /** A swap of a green that was not ready (P3). */
    NOT_READY("swaps while not ready"),
    /** A read of production failed, or saw a mixture (P1). */
    READS("failed or mixed reads of production"),
    /** Something of a deployment that ended clean is still there (P6). */
    ORPHAN("orphans after a clean ending"),
    /** What is left is not what the outcome lists (P6). */
    INEXACT_LIST("lists of what is left that are not exact"),
    /** What was made before a kill was made again (P7). */
    HYDRATION("resumed hydrations lost");

    private final String words;

    Wrong(String words) {
        this.words = words;
    }

    /** What a person reads. */
    public String words() {
        return words;
    }
}
