package dev.cutover.faults.simulation;

/**
 * One committed swap and what was true at that moment.
 *
 * @param deployment who swapped
 * @param back whether it was the swap back
 * @param ready whether green was ready when that was read inside the block (P3)
 * @param approved whether the approval it went by was one that a person had given for this green, and nobody had rejected it before
 * @param inTime whether that approval was still alive, give or take the time that a block may take
 * @param blueAsPlanned whether what it replaced was what the plan was made from
 */
record SwapRecord(
        String deployment, boolean back, boolean ready, boolean approved, boolean inTime, boolean blueAsPlanned) {}
