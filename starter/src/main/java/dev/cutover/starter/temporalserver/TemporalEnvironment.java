package dev.cutover.starter.temporalserver;

import java.util.HashMap;
import java.util.Map;

/** The TEMPORAL_* variables of child processes: what a person has set for another server must not reach ours. */
public final class TemporalEnvironment {
    private TemporalEnvironment() {}

    /** Removes every setting. */
    public static Map<String, String> none() {
        Map<String, String> environment = new HashMap<>();
        System.getenv().keySet().stream()
                .filter(variable -> variable.startsWith("TEMPORAL_"))
                .forEach(variable -> environment.put(variable, null));
        return environment;
    }

    /**
     * Leads to one server.
     *
     * @param emptyConfig a file with an empty profile, in place of the person's own temporal.toml
     */
    public static Map<String, String> of(TemporalServer server, String emptyConfig) {
        Map<String, String> environment = none();
        environment.put("TEMPORAL_ADDRESS", server.address());
        environment.put("TEMPORAL_NAMESPACE", "default");
        environment.put("TEMPORAL_CONFIG_FILE", emptyConfig);
        return environment;
    }
}
