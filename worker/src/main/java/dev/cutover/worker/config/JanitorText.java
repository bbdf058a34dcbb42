package dev.cutover.worker.config;

import dev.cutover.workflows.text.DurationText;
import java.time.Duration;

/** A target's janitor as it is written. */
record JanitorText(String every, Boolean apply) {
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(7);

    JanitorPlan checked(String key) throws ConfigException {
        if (every == null) {
            throw new ConfigException(key + ".every is missing: write for example 1h");
        }
        Duration interval = DurationText.parse(every)
                .orElseThrow(() -> new ConfigException(key + ".every is not a duration: write for example 1h"));
        if (interval.compareTo(LEAST) < 0 || interval.compareTo(MOST) > 0) {
            throw new ConfigException(key + ".every must lie between 1m and 7d");
        }
        return new JanitorPlan(interval, Boolean.TRUE.equals(apply));
    }
}
