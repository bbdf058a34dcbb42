package dev.cutover.workflows.deployment;

import dev.cutover.workflows.sinks.SinkBehind;
import dev.cutover.workflows.text.Amount;
import java.time.Instant;
import java.util.List;

/**
 * How far sinks have followed a swap.
 *
 * @param by when it is no longer tried
 * @param rounds how often it was tried
 * @param settled whether none was left behind
 * @param behind those that were left behind in the last round
 * @param failure why the last round did not end, in whole sentences; null when it did
 */
record SinkProgress(Instant by, int rounds, boolean settled, List<SinkBehind> behind, String failure) {
    /** Before the first round. */
    static SinkProgress until(Instant by) {
        return new SinkProgress(by, 0, false, List.of(), null);
    }

    /** After a round that ended. */
    SinkProgress after(List<SinkBehind> nowBehind) {
        return new SinkProgress(by, rounds + 1, nowBehind.isEmpty(), nowBehind, null);
    }

    /** After a round that did not end. */
    SinkProgress failed(String why) {
        return new SinkProgress(by, rounds + 1, false, behind, why);
    }

    /** Whether another round is to follow. */
    boolean pending(Instant now) {
        return !settled && now.isBefore(by);
    }

    /** What is to be known, in whole sentences; empty when all follow. */
    String sentence() {
        if (rounds == 0 || settled) {
            return "";
        }
        String trouble = failure == null ? "" : " The last attempt did not succeed: " + failure;
        if (behind.isEmpty()) {
            return "Sinks that read the other version may not follow yet." + trouble;
        }
        String more = behind.size() == 1 ? "" : " And " + (behind.size() - 1) + " more.";
        return Amount.of(behind.size(), "sink does", "sinks do") + " not follow, tried " + rounds
                + (rounds == 1 ? " time" : " times") + ", until " + by + ": "
                + behind.get(0).sentence() + more + trouble;
    }
}
