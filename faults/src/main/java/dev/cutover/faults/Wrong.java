package dev.cutover.faults;

import java.util.List;

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
    /** A read of production had no answer for as long as the reader waits (P1). */
    HUNG_READS("reads of production that hung"),
    /** Something of a deployment that ended clean is still there (P6). */
    ORPHAN("orphans after a clean ending"),
    /** What is left is not what the outcome lists (P6). */
    INEXACT_LIST("lists of what is left that are not exact"),
    /** What was made before a kill was made again (P7). */
    HYDRATION("resumed hydrations lost"),
    /** A sink reads something else than what is production after a clean ending (P8). */
    SINK("sinks that read something else than production"),
    /** A deployment that queues began before the one in front of it had ended, or was overtaken (P2). */
    TURN("deployments that did not wait for their turn"),
    /** The workflow's history does not replay, so that no worker could go on with it (P7). */
    REPLAY("histories that do not replay");

    /** What simulated runs can show. The model of the swap itself refuses a lost update and a green that is not ready. */
    public static final List<Wrong> SIMULATED = List.of(ENDING, DOUBLE_SWAP, UNAPPROVED, ORPHAN, INEXACT_LIST);
    /** What runs with real processes can show. */
    public static final List<Wrong> WITH_PROCESSES = List.of(values());

    private final String words;

    Wrong(String words) {
        this.words = words;
    }

    /** What a person reads. */
    public String words() {
        return words;
    }
}
