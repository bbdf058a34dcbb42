package dev.cutover.activities.register;

import dev.cutover.workflows.belongings.Belongings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Temporal knows about deployments. Lists lag behind by seconds; everything else is as of now. */
public interface Register {
    /** Where a running deployment is, and until when; either may be null. */
    record Stand(String phase, Instant until) {}

    /** Deployments of a target that a list says are running and that still are. */
    List<Known> running(String target);

    /** The latest run of a workflow; empty when the namespace knows none. */
    Optional<Known> latest(String workflowId);

    /** Runs of the deployment with this id, the newest first; empty where Temporal has no lists. */
    List<Known> runsOf(String deployment);

    /** What a running deployment answers to {@code status}; empty when it does not answer. */
    Optional<Stand> stand(String workflowId);

    /** What an ended deployment says it has made, or its history where it cannot answer; empty when neither can be had. */
    Optional<Belongings> belongings(Known run);

    /** The namespace's own id, which no other namespace of any server has; empty when Temporal does not tell. */
    Optional<String> namespaceId();
}
