package dev.cutover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxMainTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void servesUntilItIsToldToStopAndLeavesNothingEvenWhenKilled(boolean killed) throws Exception {
        Process sandbox = program().start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8))) {
            String ready = output.readLine();
            assertThat(ready).startsWith("ready postgresql://materialize@127.0.0.1:");
            try (Connection connection = DriverManager.getConnection(url(ready))) {
                assertThat(connection.isValid(10)).isTrue();
            }
        } finally {
            if (killed) {
                sandbox.destroyForcibly();
            } else {
                sandbox.destroy();
            }
        }
        assertThat(sandbox.waitFor(60, TimeUnit.SECONDS)).isTrue();
        awaitEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void systemParametersAreTakenFromTheCommandLineOrTheEnvironmentAsMaterializeTakesThem(boolean fromEnvironment)
            throws Exception {
        String parameters = "enable_cluster_schedule_refresh=true;enable_auto_scaling_strategy=on";
        ProcessBuilder program = fromEnvironment ? program() : program("--system-parameter-default", parameters);
        if (fromEnvironment) {
            program.environment().put("MZ_SYSTEM_PARAMETER_DEFAULT", parameters);
        }
        Process sandbox = program.start();
        try (BufferedReader output =
                        new BufferedReader(new InputStreamReader(sandbox.getInputStream(), StandardCharsets.UTF_8));
                Connection connection = DriverManager.getConnection(url(output.readLine()));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE CLUSTER nightly (SIZE '25cc', SCHEDULE = ON REFRESH)");
            statement.execute("SELECT * FROM mz_internal.mz_cluster_auto_scaling_strategies");
        } finally {
            sandbox.destroy();
        }
        assertThat(sandbox.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static String url(String ready) {
        return ready.replace("ready postgresql://materialize@", "jdbc:postgresql://") + "?user=materialize";
    }

    private ProcessBuilder program(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Djava.io.tmpdir=" + temporary,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                "--port",
                "0"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(new File("/dev/null"));
    }

    private void awaitEmpty() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private boolean isEmpty() throws IOException {
        try (java.util.stream.Stream<Path> files = Files.list(temporary)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void aPortThatIsTakenIsAClearError() throws Exception {
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            SandboxOptions options = SandboxOptions.instant().onPort(taken.getLocalPort());
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Sandbox.start(options))
                    .isInstanceOf(java.net.BindException.class);
        }
    }
}
