package dev.cutover.starter.temporalserver;

import java.nio.file.Path;
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

    /** Removes every setting and leads to the server that this temporal.toml names, not to a person's own. */
    public static Map<String, String> of(Path config) {
        Map<String, String> environment = none();
        environment.put("TEMPORAL_CONFIG_FILE", config.toString());
        return environment;
    }
}
