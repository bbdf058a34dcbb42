package dev.cutover.worker;

import dev.cutover.worker.config.ConfigException;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import java.util.Map;
import java.util.Optional;

/**
 * Worker versioning, when the environment asks for it. Off by default: a versioned worker gets no task until somebody makes
 * its version the current one.
 */
final class Versioning {
    private static final String DEPLOYMENT = "TEMPORAL_DEPLOYMENT_NAME";
    private static final String BUILD = "TEMPORAL_WORKER_BUILD_ID";

    private Versioning() {}

    /** The options, or nothing when neither variable is set. */
    static Optional<WorkerDeploymentOptions> from(Map<String, String> environment) throws ConfigException {
        String deployment = environment.getOrDefault(DEPLOYMENT, "");
        String build = environment.getOrDefault(BUILD, "");
        if (deployment.isEmpty() && build.isEmpty()) {
            return Optional.empty();
        }
        if (deployment.isEmpty() || build.isEmpty()) {
            throw new ConfigException("worker versioning needs both " + DEPLOYMENT + " and " + BUILD + "; only "
                    + (deployment.isEmpty() ? BUILD : DEPLOYMENT) + " is set");
        }
        return Optional.of(WorkerDeploymentOptions.newBuilder()
                .setUseVersioning(true)
                .setVersion(new WorkerDeploymentVersion(deployment, build))
                .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
                .build());
    }
}
