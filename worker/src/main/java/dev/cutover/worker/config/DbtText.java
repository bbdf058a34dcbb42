package dev.cutover.worker.config;

import dev.cutover.activities.dbt.DbtInstallation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One entry of the list {@code dbt} as it is written: which projects on which targets it is for, and how dbt is run. */
record DbtText(
        String project,
        String target,
        String venv,
        List<String> command,
        Map<String, String> environment,
        String profiles,
        String dbtTarget,
        String schema,
        String cluster,
        Integer threads) {
    /**
     * Checks.
     *
     * @param key where the entry stands, for messages
     * @param folder folder of the file, for relative paths
     */
    ConfiguredDbt.Entry checked(String key, Path folder) throws ConfigException {
        Path profilesFolder = profiles == null ? null : folder.resolve(profiles).normalize();
        if (profilesFolder != null && !Files.isRegularFile(profilesFolder.resolve("profiles.yml"))) {
            throw new ConfigException(key + ".profiles: " + profilesFolder + " holds no profiles.yml");
        }
        if (profilesFolder != null && (schema != null || cluster != null || threads != null)) {
            throw new ConfigException(
                    key + ": schema, cluster and threads are for a generated profile; with profiles they stand there");
        }
        DbtInstallation installation = new DbtInstallation(
                checkedCommand(key, folder),
                environment == null ? Map.of() : environment,
                profilesFolder,
                dbtTarget,
                schema == null ? DbtInstallation.DEFAULT_SCHEMA : schema,
                cluster,
                ConfigText.within(key + ".threads", threads, DbtInstallation.DEFAULT_THREADS, 1, 64));
        return new ConfiguredDbt.Entry(project, target, installation);
    }

    private List<String> checkedCommand(String key, Path folder) throws ConfigException {
        if ((venv == null) == (command == null || command.isEmpty())) {
            throw new ConfigException(
                    key + " needs either venv, the folder of a virtual environment, or command, a list");
        }
        if (venv == null) {
            return new ArrayList<>(command);
        }
        Path dbt = folder.resolve(venv).normalize().resolve("bin").resolve("dbt");
        if (!Files.isExecutable(dbt)) {
            throw new ConfigException(key + ".venv: there is no program " + dbt + "; install dbt-materialize there");
        }
        return List.of(dbt.toString());
    }

    /** Without the environment: records show their components (P9). */
    @Override
    public String toString() {
        return "DbtText[" + project + ", " + target + "]";
    }
}
