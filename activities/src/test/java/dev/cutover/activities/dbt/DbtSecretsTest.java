package dev.cutover.activities.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cutover.activities.project.GitRepositories;
import dev.cutover.activities.project.ProjectSource;
import dev.cutover.activities.running.ActivityRun;
import dev.cutover.activities.target.Secret;
import dev.cutover.activities.target.Target;
import dev.cutover.activities.testing.TestActivities;
import dev.cutover.workflows.request.ProjectRef;
import io.temporal.activity.ActivityInterface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P9: a dbt that says what it must not is not quoted. */
class DbtSecretsTest {
    private static final String PASSWORD = "hunter2-of-the-target";
    private static final String TOKEN = "token-of-the-project";
    private static final String SHORT = "a-pwd-of-the-profile";

    /** Prints its environment and arguments as a crash, as an error of the log and as the message of a model. */
    private static final String TALKATIVE = """
            #!/bin/sh
            for argument in "$@"; do
              [ "$before" != --target-path ] || target=$argument
              before=$argument
              echo "argument $argument"
            done
            env | grep -E 'TOKEN|PASSWORD|PWD_OF'
            said="password $DBT_ENV_SECRET_CUTOVER_PASSWORD and $REGISTRY_TOKEN"
            printf '{"info": {"name": "Error", "level": "error", "msg": "%s"}, "data": {}}\\n' "$said"
            printf '{"results": [{"unique_id": "model.shop.a", "status": "error", "message": "%s"}]}' "$said" \\
              > "$target/run_results.json"
            exit 1
            """;

    @TempDir
    private Path folder;

    private Path program;

    /** What a step does with dbt, as an activity. */
    @ActivityInterface
    public interface Step {
        /** Runs it. */
        void run();
    }

    @BeforeEach
    void write() throws IOException {
        program = Files.writeString(folder.resolve("dbt"), TALKATIVE);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Path project = Files.createDirectories(folder.resolve("projects").resolve("shop"));
        Files.writeString(project.resolve("dbt_project.yml"), "name: shop\n");
    }

    @Test
    void whatDbtSaysOfPasswordsAndTokensIsBlackenedWhereverItSaysIt() throws Exception {
        DbtRun run = run();

        String told = run.toString() + run.complaint();
        assertThat(run.errors()).containsExactly("password *** and ***");
        assertThat(run.results())
                .extracting(result -> result.path("message").asText())
                .containsExactly("password *** and ***");
        assertThat(run.results().stream().map(JsonNode::toString)).noneMatch(text -> text.contains(PASSWORD));
        assertThat(run.output())
                .contains("REGISTRY_TOKEN=***", "MZ_PWD_OF_PROFILE=***", "DBT_ENV_SECRET_CUTOVER_PASSWORD=***");
        assertThat(told).doesNotContain(PASSWORD, TOKEN, SHORT);
    }

    @Test
    void noFileOfOursHoldsThePassword() throws Exception {
        run();

        try (Stream<Path> files = Files.walk(folder.resolve("work"))) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written).anyMatch(file -> file.endsWith("profiles.yml"));
            assertThat(written)
                    .filteredOn(file -> !file.endsWith("run_results.json"))
                    .allSatisfy(file -> assertThat(file).content().doesNotContain(PASSWORD, TOKEN));
        }
    }

    private DbtRun run() {
        Target target = new Target(
                "prod", "jdbc:postgresql://127.0.0.1:1/materialize", "deployer", Secret.of(PASSWORD), null, 1);
        DbtInstallation dbt = new DbtInstallation(
                List.of(program.toString()),
                Map.of("REGISTRY_TOKEN", TOKEN, "MZ_PWD_OF_PROFILE", SHORT),
                null,
                "prod",
                "shop",
                null,
                1);
        ProjectSource projects = new ProjectSource(
                folder.resolve("projects"), new GitRepositories(folder.resolve("git"), Set.of("file")));
        AtomicReference<DbtRun> result = new AtomicReference<>();
        Step step = () -> result.set(ActivityRun.perform(
                "running dbt",
                run -> Dbt.prepare(
                                run,
                                target,
                                dbt,
                                folder.resolve("work"),
                                "secret11",
                                projects.open(new ProjectRef("shop", null, null)))
                        .run(List.of("build"), "prod", event -> {})));
        try (TestActivities activities = new TestActivities(step)) {
            activities.of(Step.class).run();
        }
        return result.get();
    }
}
