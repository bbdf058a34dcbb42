package dev.cutover.faults.simulation;

/**
 * One committed swap and what was true at that moment.
 *
 * @param deployment who swapped
 * @param back whether it was the swap back
 * @param approved whether the approval it went by was one that a person had given for this green, and nobody had rejected it before
 * @param inTime whether that approval was still alive, give or take the time that a block may take
 */
record SwapRecord(String deployment, boolean back, boolean approved, boolean inTime) {}
