package dev.cutover.worker.config;

import dev.cutover.activities.target.Target;
import dev.cutover.workflows.text.DurationText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The file as it is written, before checks and defaults. */
record ConfigText(
        String projects,
        String workDirectory,
        HttpText http,
        Map<String, TargetText> targets,
        List<DbtText> dbt,
        LimitsText worker) {
    record HttpText(String host, Integer port) {}

    record LimitsText(Integer maxConcurrentActivities, Integer maxConcurrentWorkflowTasks, String shutdownGrace) {}

    WorkerConfig checked(Path folder) throws ConfigException {
        if (projects == null || projects.isBlank()) {
            throw new ConfigException("projects is missing: the folder below which projects are found");
        }
        Path root = folder.resolve(projects).normalize();
        if (!Files.isDirectory(root)) {
            throw new ConfigException("projects: " + root + " is not a folder");
        }
        return new WorkerConfig(
                root, work(folder), address(), checkedTargets(folder), checkedDbt(folder), janitors(), limits());
    }

    private Path work(Path folder) {
        return workDirectory == null || workDirectory.isBlank()
                ? Path.of(System.getProperty("java.io.tmpdir"), "cutover-" + System.getProperty("user.name"))
                : folder.resolve(workDirectory).normalize();
    }

    private HttpAddress address() throws ConfigException {
        if (http == null) {
            return HttpAddress.DEFAULT;
        }
        int port = within("http.port", http.port(), HttpAddress.DEFAULT.port(), 0, 65_535);
        return new HttpAddress(http.host() == null ? HttpAddress.DEFAULT.host() : http.host(), port);
    }

    private Map<String, Target> checkedTargets(Path folder) throws ConfigException {
        if (targets == null || targets.isEmpty()) {
            throw new ConfigException("targets is missing or empty: name at least one environment with url and user");
        }
        Map<String, Target> checked = new LinkedHashMap<>();
        for (Map.Entry<String, TargetText> target : targets.entrySet()) {
            if (target.getValue() == null) {
                throw new ConfigException("targets." + target.getKey() + " is empty: it needs url and user");
            }
            checked.put(target.getKey(), target.getValue().checked(target.getKey(), folder));
        }
        return checked;
    }

    private Map<String, JanitorPlan> janitors() throws ConfigException {
        Map<String, JanitorPlan> plans = new LinkedHashMap<>();
        for (Map.Entry<String, TargetText> target : targets.entrySet()) {
            JanitorText janitor = target.getValue().janitor();
            if (janitor != null) {
                plans.put(target.getKey(), janitor.checked("targets." + target.getKey() + ".janitor"));
            }
        }
        return plans;
    }

    private ConfiguredDbt checkedDbt(Path folder) throws ConfigException {
        List<ConfiguredDbt.Entry> entries = new ArrayList<>();
        for (DbtText entry : dbt == null ? List.<DbtText>of() : dbt) {
            String key = "dbt[" + entries.size() + "]";
            if (entry == null) {
                throw new ConfigException(key + " is empty: it needs venv or command");
            }
            if (entry.target() != null && !targets.containsKey(entry.target())) {
                throw new ConfigException(key + ".target: there is no target " + entry.target());
            }
            entries.add(entry.checked(key, folder));
        }
        return new ConfiguredDbt(entries);
    }

    private Limits limits() throws ConfigException {
        if (worker == null) {
            return Limits.DEFAULT;
        }
        return new Limits(
                within(
                        "worker.maxConcurrentActivities",
                        worker.maxConcurrentActivities(),
                        Limits.DEFAULT.maxConcurrentActivities(),
                        1,
                        1_000),
                within(
                        "worker.maxConcurrentWorkflowTasks",
                        worker.maxConcurrentWorkflowTasks(),
                        Limits.DEFAULT.maxConcurrentWorkflowTasks(),
                        2,
                        1_000),
                grace());
    }

    private Duration grace() throws ConfigException {
        if (worker.shutdownGrace() == null) {
            return Limits.DEFAULT.shutdownGrace();
        }
        Duration grace = DurationText.parse(worker.shutdownGrace())
                .orElseThrow(
                        () -> new ConfigException("worker.shutdownGrace is not a duration: write for example 30s"));
        if (grace.compareTo(Duration.ofMinutes(10)) > 0) {
            throw new ConfigException("worker.shutdownGrace is more than 10m");
        }
        return grace;
    }

    static <E extends Enum<E>> E oneOf(String key, String given, E otherwise, Class<E> values) throws ConfigException {
        if (given == null) {
            return otherwise;
        }
        for (E value : values.getEnumConstants()) {
            if (value.name().equals(given.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        throw new ConfigException(key + " is " + given + "; it must be one of "
                + Arrays.stream(values.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", ")));
    }

    static int within(String key, Integer given, int otherwise, int least, int most) throws ConfigException {
        int value = given == null ? otherwise : given;
        if (value < least || value > most) {
            throw new ConfigException(key + " is " + value + "; it must lie between " + least + " and " + most);
        }
        return value;
    }
}
