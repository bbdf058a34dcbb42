package dev.cutover.activities.dbt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.activities.project.ProjectContent;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.Failures;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.activities.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs dbt on a copy of one project, in a folder of one deployment. */
public final class Dbt {
    /** Type of the retryable failure of a dbt that could not do its work for a reason that may go away. */
    public static final String INTERRUPTED = "DBT_INTERRUPTED";

    private static final Pattern SECRET_NAME = Pattern.compile("(?i)secret|pass|pwd|token|key|credential|auth");

    /** What programs need to find their files and the network; everything else of the worker is its own business (P9). */
    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "HOME",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "TMPDIR",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "REQUESTS_CA_BUNDLE",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy");

    private static final int MOST_OUTPUT = 20;
    private static final int MOST_ERRORS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ActivityRun run;
    private final Target target;
    private final DbtInstallation installation;
    private final DbtFolder folder;
    private final String cluster;
    private final boolean green;

    private Dbt(
            ActivityRun run,
            Target target,
            DbtInstallation installation,
            DbtFolder folder,
            String cluster,
            boolean green) {
        this.cluster = cluster;
        this.green = green;
        this.run = run;
        this.target = target;
        this.installation = installation;
        this.folder = folder;
    }

    /**
     * Prepares dbt for a project.
     *
     * @param workDirectory folder of this worker alone
     * @param deployment id of the deployment, whose steps on this worker share what dbt has parsed
     */
    public static Dbt prepare(
            ActivityRun run,
            Target target,
            DbtInstallation installation,
            Path workDirectory,
            String deployment,
            ProjectContent project) {
        try {
            return new Dbt(
                    run,
                    target,
                    installation,
                    DbtFolder.of(workDirectory, deployment, project),
                    installation.cluster(),
                    true);
        } catch (IOException e) {
            throw interrupted("The folder for dbt could not be prepared: " + e.getMessage());
        }
    }

    /** How dbt is run here. */
    public DbtInstallation installation() {
        return installation;
    }

    /** The private copy of the project. */
    Path project() {
        return folder.project();
    }

    /** What dbt knows of the project after a run. */
    public JsonNode manifest() {
        return read("manifest.json");
    }

    /** The same, with another cluster for what names none, where the profile is generated. */
    public Dbt on(String cluster) {
        return new Dbt(run, target, installation, folder, cluster, green);
    }

    /** The same, meaning production by every name. Only for commands that write nothing. */
    public Dbt inProduction() {
        return new Dbt(run, target, installation, folder, cluster, false);
    }

    /**
     * Runs a dbt command. The variable {@code deploy} is set, so that dbt-materialize means green, but for {@link #inProduction()}.
     *
     * @param command the command and its own options
     * @param dbtTarget the dbt target; null for the one of the user's profile
     * @param events is told of every event of the log
     */
    public DbtRun run(List<String> command, String dbtTarget, Consumer<DbtEvent> events) {
        fetchPackages(dbtTarget).filter(fetched -> fetched.exitCode() != 0).ifPresent(failed -> {
            throw interrupted("The packages of the project could not be fetched: " + failed.complaint());
        });
        List<String> written = List.of("--target-path", folder.target().toString());
        return start(Stream.concat(command.stream(), written.stream()).toList(), dbtTarget, events);
    }

    /** Fetches the packages that the project uses, unless they are here; empty when there was nothing to do. */
    Optional<DbtRun> fetchPackages(String dbtTarget) {
        DbtPackages packages = new DbtPackages(folder);
        if (!packages.areMissing()) {
            return Optional.empty();
        }
        try {
            packages.begin();
            DbtRun fetched = start(List.of("deps"), dbtTarget, event -> {});
            if (fetched.exitCode() == 0) {
                packages.wereFetched();
            }
            return Optional.of(fetched);
        } catch (IOException e) {
            throw interrupted("The folder for dbt could not be written: " + e.getMessage());
        }
    }

    private DbtRun start(List<String> command, String dbtTarget, Consumer<DbtEvent> events) {
        run.checkAlive();
        try {
            Files.deleteIfExists(folder.target().resolve("run_results.json"));
            Listener listener = new Listener(events);
            DbtProcess process =
                    watched(DbtProcess.start(arguments(command, dbtTarget), environment(), folder.project()));
            int exitCode = process.follow(listener::hear);
            run.checkAlive();
            if (exitCode == Supervisor.NOT_STARTED) {
                throw notStarted(String.join("; ", listener.output));
            }
            return listener.run(exitCode, results());
        } catch (IOException e) {
            run.checkAlive();
            throw interrupted("dbt could not be run: " + e.getMessage());
        }
    }

    /** A run that is to end by now must not leave behind a process that goes on creating things (P6). */
    private DbtProcess watched(DbtProcess process) {
        try {
            return run.watch(process);
        } catch (RuntimeException e) {
            process.cancel();
            throw e;
        }
    }

    private List<String> arguments(List<String> command, String dbtTarget) throws IOException {
        List<String> arguments = new ArrayList<>(installation.command());
        arguments.addAll(List.of("--log-format", "json", "--no-use-colors"));
        arguments.addAll(command);
        arguments.addAll(List.of("--project-dir", folder.project().toString()));
        arguments.addAll(List.of("--log-path", folder.logs().toString()));
        arguments.addAll(List.of("--log-level-file", "none", "--no-send-anonymous-usage-stats", "--no-version-check"));
        // The project's own flags may say otherwise, and we go by what dbt says and writes.
        arguments.addAll(List.of("--log-level", "info", "--no-quiet", "--write-json"));
        // Clusters are renamed only when the variable comes from the command line.
        arguments.addAll(List.of("--vars", "{\"deploy\": " + green + "}"));
        if (installation.profiles() == null) {
            folder.writeProfile(DbtProfile.text(target, installation, dbtTarget, cluster));
            arguments.addAll(List.of("--profiles-dir", folder.profiles().toString(), "--profile", DbtProfile.NAME));
        } else {
            arguments.addAll(List.of("--profiles-dir", installation.profiles().toString()));
        }
        if (dbtTarget != null) {
            arguments.addAll(List.of("--target", dbtTarget));
        }
        return arguments;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        System.getenv().forEach((name, value) -> {
            if (INHERITED.contains(name)) {
                environment.put(name, value);
            }
        });
        environment.put("PYTHONUNBUFFERED", "1");
        environment.put("PYTHONIOENCODING", "utf-8");
        environment.putAll(installation.environment());
        if (target.password().reveal() != null) {
            environment.put(DbtProfile.PASSWORD_VARIABLE, target.password().reveal());
        }
        return environment;
    }

    private List<JsonNode> results() {
        List<JsonNode> results = new ArrayList<>();
        for (JsonNode result : read("run_results.json").path("results")) {
            results.add(
                    result instanceof ObjectNode object
                            ? object.put(
                                    "message", cleaned(result.path("message").asText()))
                            : result);
        }
        return results;
    }

    private JsonNode read(String file) {
        Path path = folder.target().resolve(file);
        try {
            return Files.exists(path) ? JSON.readTree(path.toFile()) : JSON.createObjectNode();
        } catch (IOException e) {
            throw interrupted("dbt's " + file + " cannot be read: " + e.getMessage());
        }
    }

    private ApplicationFailure notStarted(String why) {
        return Failures.of(
                FailureType.DBT_UNUSABLE,
                "dbt could not be started: " + why + ".",
                Failures.PRODUCTION_UNTOUCHED,
                "Correct venv or command in the list dbt of the worker's cutover.yaml, restart the worker and start"
                        + " again.");
    }

    private static ApplicationFailure interrupted(String what) {
        return ApplicationFailure.newFailure(what + ". It is tried again by itself.", INTERRUPTED);
    }

    /** Listens to one run. */
    private final class Listener {
        private final Consumer<DbtEvent> events;
        private final List<String> errors = new ArrayList<>();
        private final Deque<String> output = new ArrayDeque<>();
        private final Map<String, String> versions = new TreeMap<>();

        Listener(Consumer<DbtEvent> events) {
            this.events = events;
        }

        void hear(String line) {
            DbtEvent.read(line).ifPresentOrElse(this::hear, () -> hearOther(line));
        }

        private void hear(DbtEvent event) {
            if (event.level().equals("error")
                    && errors.size() < MOST_ERRORS
                    && !event.message().isBlank()) {
                errors.add(cleaned(event.message().strip()));
            }
            if (event.name().equals("AdapterRegistered")) {
                versions.put(
                        event.data().path("adapter_name").asText(),
                        event.data().path("adapter_version").asText().replaceFirst("^=", ""));
            }
            events.accept(event);
        }

        private void hearOther(String line) {
            if (!line.isBlank()) {
                output.add(cleaned(line));
            }
            if (output.size() > MOST_OUTPUT) {
                output.remove();
            }
        }

        DbtRun run(int exitCode, List<JsonNode> results) {
            return new DbtRun(exitCode, List.copyOf(errors), List.copyOf(output), versions.get("materialize"), results);
        }
    }

    /**
     * dbt keeps secrets out of its log; a crash, a wrapper or an error that quotes a statement may not. Nor does our folder
     * tell anybody anything.
     */
    private String cleaned(String text) {
        String readable = text.replace(folder.project() + "/", "");
        for (Map.Entry<String, String> variable : environment().entrySet()) {
            boolean secret = SECRET_NAME.matcher(variable.getKey()).find();
            if (secret && !variable.getValue().isEmpty()) {
                readable = readable.replace(variable.getValue(), "***");
            }
        }
        return readable;
    }
}
