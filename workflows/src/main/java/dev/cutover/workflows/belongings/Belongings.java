package dev.cutover.workflows.belongings;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.outcome.Ending;
import dev.cutover.workflows.plan.Plan;
import java.time.Duration;
import java.time.Instant;

/**
 * The answer to the query {@code belongings}, or what a history says of it: all that is needed to undo a deployment that cannot do so itself any more.
 *
 * @param deployment the deployment's id
 * @param plan the plan; null before planning has ended
 * @param inventory green's ids; null before they were reported
 * @param cloneStarted whether anything may have been created
 * @param swapAttempted whether a swap may ever have been sent
 * @param promoted whether it knew that it was promoted
 * @param revertAttempted whether a swap back may ever have been sent
 * @param holdUntil when its hold ends or was to end; null before the swap
 * @param holdFor how long a hold was asked for
 * @param ending how it ended by itself; null when it did not
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Belongings(
        String deployment,
        Plan plan,
        Inventory inventory,
        boolean cloneStarted,
        boolean swapAttempted,
        boolean promoted,
        boolean revertAttempted,
        Instant holdUntil,
        Duration holdFor,
        Ending ending) {}
