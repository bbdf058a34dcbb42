package dev.cutover.sandbox;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a sandbox behaves.
 *
 * @param port the TCP port on 127.0.0.1; 0 for any free one
 * @param seed makes hydration times repeatable
 * @param leastHydrationMillis the shortest time that an object hydrates by default, in milliseconds
 * @param mostHydrationMillis the longest such time
 * @param systemParameters settings of the system from the start and after every reset, as ALTER SYSTEM SET would make them
 */
public record SandboxOptions(
        int port,
        long seed,
        long leastHydrationMillis,
        long mostHydrationMillis,
        Map<String, String> systemParameters) {
    /** Refuses what makes no sense. */
    public SandboxOptions {
        if (port < 0 || port > 65_533) {
            throw new IllegalArgumentException("a port is between 0 and 65533, not " + port);
        }
        if (leastHydrationMillis < 0 || mostHydrationMillis < leastHydrationMillis) {
            throw new IllegalArgumentException(
                    "hydration times must not be negative, and the least not above the most");
        }
        systemParameters = Map.copyOf(systemParameters);
    }

    /** A free port, and hydration between 300 and 1500 ms: it looks alive. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(0, 1, 300, 1500, Map.of());
    }

    /** A free port and no waiting for hydration: for tests. */
    public static SandboxOptions instant() {
        return new SandboxOptions(0, 1, 0, 0, Map.of());
    }

    /** The port of {@code mz_system}, two above the other as Materialize has it; any free one when that one is free to choose. */
    int internalPort() {
        return port == 0 ? 0 : port + 2;
    }

    /** The same on another port. */
    public SandboxOptions onPort(int newPort) {
        return new SandboxOptions(newPort, seed, leastHydrationMillis, mostHydrationMillis, systemParameters);
    }

    /** The same with other hydration times. */
    public SandboxOptions hydratingIn(long least, long most) {
        return new SandboxOptions(port, seed, least, most, systemParameters);
    }

    /** The same with one more setting of the system, such as a feature that is off by default: its name and a value. */
    public SandboxOptions withSystemParameter(String name, String value) {
        Map<String, String> more = new TreeMap<>(systemParameters);
        more.put(name, value);
        return new SandboxOptions(port, seed, leastHydrationMillis, mostHydrationMillis, more);
    }
}
