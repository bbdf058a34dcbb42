package dev.cutover.sandbox.readiness;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long objects take to hydrate: by name of the object, its cluster or the size of the replica, else a default that a seed spreads. */
public final class HydrationPace {
    /** An instant that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Map<String, Long> byName = new ConcurrentHashMap<>();
    private final long seed;
    private final long leastMillis;
    private final long mostMillis;

    /** A pace between two durations in milliseconds; equal seeds give equal durations. */
    public HydrationPace(long seed, long leastMillis, long mostMillis) {
        this.seed = seed;
        this.leastMillis = leastMillis;
        this.mostMillis = mostMillis;
    }

    /** Sets the duration for a name, or for everything with {@code *}; {@link #NEVER} is allowed. */
    public void set(String name, long millis) {
        byName.put(name, millis);
    }

    /** Back to the defaults. */
    public void clear() {
        byName.clear();
    }

    long readyAt(long now, String item, String cluster, String size) {
        Long millis = byName.get(item);
        if (millis == null) {
            millis = byName.get(cluster);
        }
        if (millis == null) {
            millis = byName.get(size);
        }
        if (millis == null) {
            millis = byName.get("*");
        }
        if (millis == null) {
            long spread =
                    Math.floorMod(31 * seed + 17L * item.hashCode() + cluster.hashCode(), mostMillis - leastMillis + 1);
            millis = leastMillis + spread;
        }
        return millis == NEVER ? NEVER : now + millis;
    }
}
