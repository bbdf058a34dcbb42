package dev.cutover.starter.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cutover.starter.commands.Commands;
import dev.cutover.starter.commands.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    private record Result(int exitCode, String output) {}

    private Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "launcher", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
