package dev.cutover.starter.shop;

import java.util.List;
import java.util.Map;

/**
 * What readers of production have seen.
 *
 * @param served reads that were answered
 * @param failed reads that were not
 * @param seconds for how long
 * @param answers how often each answer came
 * @param failures the first few reasons
 */
public record Reads(long served, long failed, double seconds, Map<String, Long> answers, List<String> failures) {
    /** Reads per second. */
    public long rate() {
        return Math.round(served / Math.max(0.001, seconds));
    }
}
