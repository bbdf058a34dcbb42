package dev.cutover.starter.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.commands.Commands;
import dev.cutover.starter.commands.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "cutover").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void isReadByAPlainShell() throws Exception {
        assertThat(run(Map.of(), "sh", "-n", LAUNCHER.toString()).exitCode()).isZero();
    }

    @Test
    void namesEveryCommandInItsHelp() throws Exception {
        Result help = run(Map.of(), LAUNCHER.toString(), "--help");

        assertThat(help.exitCode()).isZero();
        Context unused = new Context(() -> null, System.out, "nobody");
        assertThat(Commands.of(unused, System.err).getSubcommands().keySet())
                .allSatisfy(command -> assertThat(help.output()).contains("\n  " + command + " "));
        assertThat(help.output()).contains("\n  worker ", "\n  sandbox ", "\n  test ");
    }

    @Test
    void worksThroughALinkFromAFolderWithABlankInItsName() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("my bin"));
        Path link = Files.createSymbolicLink(bin.resolve("cutover"), LAUNCHER);

        assertThat(run(Map.of(), link.toString(), "--help").exitCode()).isZero();
    }

    @Test
    void refusesAPathToTemporalThatIsNoProgramBeforeItStartsAnything() throws Exception {
        Result result =
                run(Map.of("TEMPORAL_CLI_PATH", folder.resolve("nowhere").toString()), LAUNCHER.toString(), "demo");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("nowhere, which is no executable file");
    }

    @Test
    void refusesAnEnvironmentWithoutDbtBeforeItStartsAnything() throws Exception {
        Result result = run(
                Map.of(
                        "CUTOVER_DBT_VENV",
                        folder.toString(),
                        "TEMPORAL_CLI_PATH",
                        program(folder.resolve("temporal"), "exit 1").toString()),
                LAUNCHER.toString(),
                "demo",
                "--yes",
                "--dbt");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("has no program bin/dbt");
    }

    @Test
    void saysInWordsThatDbtNeedsPython() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        program(tools.resolve("python3"), "exit 1");
        program(tools.resolve("apt-cache"), "exit 1");
        program(tools.resolve("apt-get"), "exit 1");
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                jdkThatPrintsItsArguments().toString(),
                "CUTOVER_NO_BUILD",
                "1",
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString(),
                "TEMPORAL_CLI_PATH",
                program(folder.resolve("temporal"), "exit 1").toString(),
                "PATH",
                tools + ":" + System.getenv("PATH"));

        Result result = run(environment, LAUNCHER.toString(), "demo", "--dbt");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output()).contains("python3 with venv is missing; dbt needs it", "CUTOVER_DBT_VENV");
    }

    /** An environment that is none tells whether it was looked at. */
    @ParameterizedTest
    @CsvSource({
        "bench, true",
        "bench --runs 2, true",
        "bench --only dbt, true",
        "'bench --only deploy --only=promote,DBT', true",
        "bench --only deploy, false",
        "'bench --only=promote,hydrate -n 2', false",
        "bench --help, false",
        "bench -h, false",
        "demo --dbt, true",
        "demo --dbt --help, false",
        "demo, false"
    })
    void wantsDbtOnlyForWhatRunsIt(String arguments, boolean wanted) throws Exception {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments.split(" ")));

        Result result = run(
                Map.of(
                        "CUTOVER_DBT_VENV",
                        folder.toString(),
                        "CUTOVER_NO_BUILD",
                        "1",
                        "JAVA_HOME",
                        jdkThatPrintsItsArguments().toString(),
                        "TEMPORAL_CLI_PATH",
                        program(folder.resolve("temporal"), "exit 1").toString()),
                command.toArray(String[]::new));

        assertThat(result.output().contains("has no program bin/dbt")).isEqualTo(wanted);
        assertThat(result.exitCode()).isEqualTo(wanted ? 2 : 0);
    }

    @Test
    void passesOnTheNameThatItWasCalledBy() throws Exception {
        Path jdk = jdkThatPrintsItsArguments();
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("cutover"), LAUNCHER);
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk.toString(), "CUTOVER_NO_BUILD", "1", "PATH", bin + ":" + System.getenv("PATH"));

        assertThat(run(
                                environment,
                                "sh",
                                "-c",
                                "cd \"$0\" && ./cutover list",
                                LAUNCHER.getParent().toString())
                        .output())
                .contains("-Dcutover.command=./cutover\n");
        assertThat(run(environment, "sh", "-c", "cutover list").output()).contains("-Dcutover.command=cutover\n");
    }

    @Test
    void saysThatItBuildsBeforeItLooksForAnythingSlow() throws Exception {
        Path copy = Files.copy(LAUNCHER, folder.resolve("cutover"));
        Path tools = Files.createDirectory(folder.resolve("tools"));
        program(tools.resolve("mvn"), "echo 'Apache Maven 3.9.9'; echo asked for \"$@\" >&2; exit 1");
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                jdkThatPrintsItsArguments().toString(),
                "CUTOVER_NO_INSTALL",
                "1",
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString(),
                "PATH",
                tools + ":" + System.getenv("PATH"));

        Result result = run(environment, copy.toString(), "list");

        assertThat(result.output()).startsWith("cutover: building Cutover (the first time: about a minute");
        assertThat(result.output()).contains("-B -Dstyle.color=never").doesNotContain("\u001b");
        assertThat(result.exitCode()).isEqualTo(2);
    }

    private Path jdkThatPrintsItsArguments() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("jdk").resolve("bin"));
        program(bin.resolve("java"), "printf '%s\\n' \"$@\"");
        program(bin.resolve("javac"), "exit 1");
        Files.writeString(folder.resolve("jdk").resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        return folder.resolve("jdk");
    }

    private static Path program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private record Result(int exitCode, String output) {}

    private Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "launcher", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().remove("CUTOVER_DBT_VENV");
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
