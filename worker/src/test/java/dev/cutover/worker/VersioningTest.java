package dev.cutover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cutover.worker.config.ConfigException;
import io.temporal.common.VersioningBehavior;
import io.temporal.worker.WorkerDeploymentOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersioningTest {
    @Test
    void isOffUnlessTheEnvironmentAsksForIt() throws ConfigException {
        assertThat(Versioning.from(Map.of())).isEmpty();
    }

    @Test
    void pinsDeploymentsToTheVersionThatTheEnvironmentNames() throws ConfigException {
        WorkerDeploymentOptions options = Versioning.from(
                        Map.of("TEMPORAL_DEPLOYMENT_NAME", "cutover", "TEMPORAL_WORKER_BUILD_ID", "v2"))
                .orElseThrow();

        assertThat(options.isUsingVersioning()).isTrue();
        assertThat(options.getVersion().toString()).contains("cutover").contains("v2");
        assertThat(options.getDefaultVersioningBehavior()).isEqualTo(VersioningBehavior.PINNED);
    }

    @Test
    void refusesHalfOfIt() {
        assertThatThrownBy(() -> Versioning.from(Map.of("TEMPORAL_WORKER_BUILD_ID", "v2")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("needs both")
                .hasMessageContaining("only TEMPORAL_WORKER_BUILD_ID is set");
    }
}
