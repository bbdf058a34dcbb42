package dev.cutover.activities.dbt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cutover.activities.project.InvalidProject;
import dev.cutover.activities.project.ProjectContent;
import dev.cutover.activities.project.ProjectProblem;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.running.Failures;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.activities.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dbt projects that a worker can deploy. */
public final class DbtProjects {
    /** From here on the adapter knows source tables, which a deployment has to tell from others. */
    private static final int[] OLDEST_ADAPTER = {1, 8, 6};

    private static final int[] OLDEST_DBT = {1, 8, 0};
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");
    private static final String ADAPTER = "materialize";

    private final DbtInstallations installations;
    private final Path workDirectory;

    /**
     * Projects.
     *
     * @param installations how dbt is run for each
     * @param workDirectory folder of this worker alone
     */
    public DbtProjects(DbtInstallations installations, Path workDirectory) {
        this.installations = installations;
        this.workDirectory = workDirectory;
    }

    /** dbt for one step of a deployment of this project. */
    public Dbt dbt(ActivityRun run, Target target, String deployment, ProjectContent project) {
        DbtInstallation installation = installations.of(target.name(), project.pin());
        return Dbt.prepare(run, target, installation, workDirectory, deployment, project);
    }

    /**
     * Asks dbt what the project consists of.
     *
     * @param database database that the target connects to
     * @throws io.temporal.failure.ApplicationFailure INVALID_PROJECT with every problem that was found, or DBT_UNUSABLE
     */
    public ProjectShape read(ActivityRun run, Target target, String deployment, ProjectContent project) {
        Dbt dbt = dbt(run, target, deployment, project);
        DbtProjectFile file = DbtProjectFile.read(dbt.project());
        String dbtTarget = dbt.installation().dbtTarget();
        if (dbtTarget == null && dbt.installation().profiles() == null) {
            dbtTarget = file.dbtTarget(target.name());
        }
        dbt.fetchPackages(dbtTarget).ifPresent(DbtProjects::requirePackages);
        DbtRun compiled = dbt.run(
                List.of("compile", "--no-populate-cache", "--no-introspect", "--inline", DbtAnswers.QUESTION),
                dbtTarget,
                event -> {});
        requireVersion("dbt-" + ADAPTER, compiled.adapterVersion(), OLDEST_ADAPTER);
        requireSuccess(compiled);
        JsonNode manifest = dbt.manifest();
        String dbtVersion = manifest.path("metadata").path("dbt_version").asText();
        requireVersion("dbt", dbtVersion, OLDEST_DBT);
        if (!manifest.path("metadata").path("adapter_type").asText().equals(ADAPTER)) {
            throw unusable("The profile of dbt target " + dbtTarget + " is of type "
                    + manifest.path("metadata").path("adapter_type").asText() + ", not " + ADAPTER + ".");
        }
        DbtAnswers answers = new DbtAnswers(answer(compiled));
        return new DbtReader(
                        project.pin(),
                        file.name(),
                        manifest,
                        answers,
                        OldModels.of(
                                dbt.project(),
                                file.name(),
                                manifest,
                                project.pin().path()),
                        dbt.installation().profiles() != null)
                .read(dbtVersion + ", dbt-" + ADAPTER + " " + compiled.adapterVersion());
    }

    private static JsonNode answer(DbtRun compiled) {
        try {
            return new ObjectMapper()
                    .readTree(compiled.results().get(0).path("compiled_code").asText());
        } catch (JsonProcessingException e) {
            throw unusable("dbt did not answer as dbt-materialize does.");
        }
    }

    private static void requireSuccess(DbtRun run) {
        if (run.exitCode() == 0 && (run.results().size() == 1 || run.adapterVersion() == null)) {
            return;
        }
        String complaint = run.complaint();
        if (complaint.contains("No module named") || complaint.contains("Could not find adapter type")) {
            throw unusable("dbt lacks something of its own: " + complaint + ".");
        }
        throw InvalidProject.with(
                List.of(new ProjectProblem(DbtProjectFile.FILE, 0, 0, "dbt cannot read the project: " + complaint)));
    }

    /** A package that is not found is the project's fault; a registry that is not found is nobody's. */
    private static void requirePackages(DbtRun fetched) {
        if (fetched.exitCode() != 0 && DbtRefusals.isOutage(fetched.complaint())) {
            throw ApplicationFailure.newFailure(
                    "dbt could not fetch the packages of the project: " + fetched.complaint()
                            + "\nIt is tried again by itself.",
                    Dbt.INTERRUPTED);
        }
        requireSuccess(fetched);
    }

    private static void requireVersion(String what, String version, int[] oldest) {
        Matcher parts = VERSION.matcher(version == null ? "" : version);
        if (!parts.matches()) {
            return;
        }
        for (int i = 0; i < oldest.length; i++) {
            int part = Integer.parseInt(parts.group(i + 1));
            if (part > oldest[i]) {
                return;
            }
            if (part < oldest[i]) {
                throw unusable(what + " has version " + version + "; at least " + oldest[0] + "." + oldest[1] + "."
                        + oldest[2] + " is needed.");
            }
        }
    }

    private static RuntimeException unusable(String what) {
        return Failures.of(
                FailureType.DBT_UNUSABLE,
                what,
                "Nothing was created. " + Failures.PRODUCTION_UNTOUCHED,
                "Correct the virtual environment, command or profile that the list dbt of the worker's cutover.yaml"
                        + " names, and start again.");
    }
}
