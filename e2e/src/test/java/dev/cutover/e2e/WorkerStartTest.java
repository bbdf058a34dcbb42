package dev.cutover.e2e;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.e2e.machine.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker says that cannot start. */
final class WorkerStartTest {
    @Test
    void aTemporalConfigurationWithoutAnyProfileIsExplained(@TempDir Path folder) throws IOException {
        Path config = Files.writeString(folder.resolve("cutover.yaml"), """
                projects: .
                http: {host: 127.0.0.1, port: 0}
                targets: {prod: {url: "127.0.0.1:6875/materialize", user: materialize}}
                """);
        Path empty = Files.createFile(folder.resolve("temporal.toml"));

        assertThatThrownBy(() -> WorkerProcess.start(
                        config, Map.of("TEMPORAL_CONFIG_FILE", empty.toString()), folder.resolve("worker.log")))
                .hasMessageContaining("exit code 2")
                .hasMessageContaining("temporal.toml) holds no profile")
                .hasMessageNotContaining("\tat ");
    }
}
