package dev.cutover.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.activities.dbt.DbtInstallation;
import dev.cutover.activities.target.Target;
import dev.cutover.workflows.plan.ProjectPin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final String SMALLEST = """
            projects: projects
            targets:
              prod: {url: "localhost:6875/materialize", user: deployer}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void makeTheProjectRoot() throws IOException {
        Files.createDirectory(folder.resolve("projects"));
    }

    @Test
    void fillsInEveryDefault() throws Exception {
        WorkerConfig config = read(SMALLEST, Map.of());

        assertThat(config.projects()).isEqualTo(folder.resolve("projects"));
        assertThat(config.workDirectory()).isAbsolute();
        assertThat(config.http()).isEqualTo(new HttpAddress("127.0.0.1", 9464));
        assertThat(config.limits()).isEqualTo(new Limits(20, 20, Duration.ofSeconds(30)));
        Target target = config.targets().get("prod");
        assertThat(target.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost:6875/materialize");
        assertThat(target.user()).isEqualTo("deployer");
        assertThat(target.password().reveal()).isNull();
        assertThat(target.fenceDatabase()).isNull();
        assertThat(target.parallelStatements()).isEqualTo(4);
    }

    @Test
    void readsEveryKey() throws Exception {
        WorkerConfig config = read("""
                projects: projects
                workDirectory: ../work
                http: {host: 0.0.0.0, port: "${PORT}"}
                targets:
                  prod:
                    url: ${HOST:-db.example}:6875/shop
                    user: deployer
                    password: ${PASSWORD}
                    fenceDatabase: ops
                    parallelStatements: 8
                worker:
                  maxConcurrentActivities: 5
                  maxConcurrentWorkflowTasks: 6
                  shutdownGrace: 1m
                """, Map.of("PORT", "9999", "PASSWORD", "a: {b}"));

        assertThat(config.workDirectory()).isEqualTo(folder.getParent().resolve("work"));
        assertThat(config.http()).isEqualTo(new HttpAddress("0.0.0.0", 9999));
        assertThat(config.limits()).isEqualTo(new Limits(5, 6, Duration.ofMinutes(1)));
        Target target = config.targets().get("prod");
        assertThat(target.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6875/shop");
        assertThat(target.password().reveal()).isEqualTo("a: {b}");
        assertThat(target.toString()).doesNotContain("a: {b}");
        assertThat(target.fenceDatabase()).isEqualTo("ops");
        assertThat(target.parallelStatements()).isEqualTo(8);
    }

    @Test
    void aTargetSaysHowOftenTheJanitorLooksAndWhetherItRemoves() throws Exception {
        String target = "targets:\n  prod:\n    url: db:6875/shop\n    user: deployer\n    janitor: ";
        String start = "projects: projects\n" + target;

        assertThat(read(start + "{every: 1h, apply: true}\n", Map.of()).janitors())
                .containsExactly(Map.entry("prod", new JanitorPlan(Duration.ofHours(1), true)));
        assertThat(read(start + "{every: 30m}\n", Map.of())
                        .janitors()
                        .get("prod")
                        .apply())
                .isFalse();
        assertThatThrownBy(() -> read(start + "{every: 1s}\n", Map.of()))
                .hasMessageContaining("targets.prod.janitor.every must lie between 1m and 7d");
        assertThatThrownBy(() -> read(start + "{apply: true}\n", Map.of()))
                .hasMessageContaining("targets.prod.janitor.every is missing");
    }

    @Test
    void dbtIsFoundByProjectAndTargetAndTheFirstEntryThatFitsCounts() throws Exception {
        Path venv = folder.resolve("venv");
        Path dbt = Files.createDirectories(venv.resolve("bin")).resolve("dbt");
        Files.createFile(dbt, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        WorkerConfig config = read(SMALLEST + """
                dbt:
                  - project: shop-dbt
                    target: prod
                    venv: venv
                    dbtTarget: production
                    schema: shop
                    cluster: transform
                    threads: 8
                    environment: {TOKEN: "${TOKEN}"}
                  - command: [uvx, dbt]
                """, Map.of("TOKEN", "secret-token"));

        DbtInstallation own = config.dbt().of("prod", new ProjectPin("shop-dbt", null, null, "0"));
        assertThat(own.command()).containsExactly(dbt.toString());
        assertThat(own.environment()).containsEntry("TOKEN", "secret-token");
        assertThat(own.toString()).doesNotContain("secret-token");
        assertThat(own.dbtTarget()).isEqualTo("production");
        assertThat(own.threads()).isEqualTo(8);
        DbtInstallation other = config.dbt().of("prod", new ProjectPin("other", null, null, "0"));
        assertThat(other.command()).containsExactly("uvx", "dbt");
        assertThat(other.schema()).isEqualTo("public");
    }

    @Test
    void aProjectWithoutADbtIsToldWhatToConfigure() throws Exception {
        WorkerConfig config = read(SMALLEST, Map.of());

        assertThatThrownBy(() -> config.dbt().of("prod", new ProjectPin("shop-dbt", null, null, "0")))
                .hasMessageContaining("shop-dbt is a dbt project")
                .hasMessageContaining("list dbt of cutover.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; dbt[0] needs either venv",
                "{venv: a, command: [b]}; dbt[0] needs either venv",
                "{venv: nowhere}; there is no program",
                "{command: [dbt], target: other}; there is no target other",
                "{command: [dbt], profiles: nowhere}; holds no profiles.yml",
                "{command: [dbt], threads: 0}; dbt[0].threads is 0"
            })
    void aDbtThatCannotBeRunIsRefusedAtTheStart(String entry, String message) {
        assertThatThrownBy(() -> read(SMALLEST + "dbt: [" + entry + "]", Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesLineAndKnownKeysForAnUnknownKey() {
        assertRefused(
                """
                projects: projects
                targets:
                  prod:
                    url: localhost
                    usr: deployer
                """,
                "line 5: the key targets.prod.usr is unknown",
                "fenceDatabase, janitor, notifications, parallelStatements, password, policy, url, user");
    }

    @Test
    void namesTheLineOfAnUnknownKeyThatHoldsAWholeBlock() {
        assertRefused(SMALLEST + """
                metrics:
                  port: 9464
                """, "line 4: the key metrics is unknown");
    }

    @Test
    void namesTheLineOfAVariableThatIsNotSet() {
        assertRefused("""
                projects: projects
                targets:
                  prod:
                    url: localhost
                    user: deployer
                    password: ${MZ_PASSWORD}
                """, "line 6: targets.prod.password: the environment variable MZ_PASSWORD is not set");
    }

    @Test
    void namesTheLineOfAKeyThatIsGivenTwice() {
        assertRefused(SMALLEST + "projects: other\n", "line 4: the same key is given twice");
    }

    @Test
    void showsNoPasswordWhenTheFileIsNoYaml() {
        assertRefusedWithoutSecret("""
                projects: projects
                targets:
                  prod: {url: localhost, user: deployer, password: "s3cret}
                """, "this is not valid YAML");
    }

    @Test
    void showsNoPasswordWhenItsValueHasTheWrongKind() {
        assertRefusedWithoutSecret("""
                projects: projects
                targets:
                  prod: {url: localhost, user: deployer, password: {value: s3cret}}
                """, "line 3: targets.prod.password has a value of the wrong kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http: {port: many}|line 4: http.port has a value of the wrong kind",
                "http: {port: 70000}|http.port is 70000; it must lie between 0 and 65535",
                "worker: {maxConcurrentActivities: 0}|worker.maxConcurrentActivities is 0",
                "worker: {maxConcurrentWorkflowTasks: 1}|worker.maxConcurrentWorkflowTasks is 1",
                "worker: {shutdownGrace: soon}|worker.shutdownGrace is not a duration",
                "worker: {shutdownGrace: 1h}|worker.shutdownGrace is more than 10m",
                "worker: 5|line 4: worker has a value of the wrong kind"
            })
    void refusesAValueThatCannotBeMeant(String line, String expected) {
        assertRefused(SMALLEST + line + "\n", expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{prod: {user: deployer}}|targets.prod.url is missing",
                "{prod: {url: localhost}}|targets.prod.user is missing",
                "{prod: {url: localhost, user: u, parallelStatements: 0}}|targets.prod.parallelStatements is 0",
                "{Prod: {url: localhost, user: u}}|targets.Prod: a target's name has lower-case letters",
                "{prod: }|targets.prod is empty",
                "{}|targets is missing or empty",
                "|targets is missing or empty"
            })
    void refusesTargetsThatCannotBeUsed(String targets, String expected) {
        assertRefused("projects: projects\ntargets: " + (targets == null ? "" : targets) + "\n", expected);
    }

    @Test
    void refusesAProjectRootThatIsNoFolder() {
        assertRefused(SMALLEST.replace("projects: projects", "projects: elsewhere"), "elsewhere is not a folder");
        assertRefused(SMALLEST.replace("projects: projects\n", ""), "projects is missing");
    }

    @Test
    void saysThatAnEmptyFileLacksEverything() {
        assertRefused("", "It needs at least the keys projects and targets");
        assertRefused("# only a comment\n", "It needs at least the keys projects and targets");
    }

    @Test
    void saysHowToNameAnotherFileWhenThereIsNone() {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("missing.yaml"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("missing.yaml does not exist")
                .hasMessageContaining("--config");
    }

    private void assertRefusedWithoutSecret(String yaml, String expected) {
        assertThatThrownBy(() -> read(yaml, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("s3cret");
    }

    private void assertRefused(String yaml, String... expected) {
        assertThatThrownBy(() -> read(yaml, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(expected)
                .hasMessageContaining("cutover.yaml");
    }

    private WorkerConfig read(String yaml, Map<String, String> variables) throws Exception {
        return ConfigFile.read(Files.writeString(folder.resolve("cutover.yaml"), yaml), variables);
    }
}
