package dev.cutover.activities.materialize.fence;

import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.FencePosition;
import java.util.Optional;

/**
 * A target's fence as it was read.
 *
 * @param database database that holds it
 * @param id catalog id of the schema
 * @param name its name, taken apart
 * @param comment what its comment says; null when it says nothing of ours
 */
public record Fence(String database, String id, FenceName name, FenceComment comment) {
    /** The schema's full name. */
    public SchemaName schema() {
        return new SchemaName(database, name.text());
    }

    /** The form that plans and results hold. */
    public FencePosition position() {
        return new FencePosition(database, name.text(), id, name.generation());
    }

    /** What the last promotion put in place, while the fence says that it stands; empty after a revert or a burning. */
    public Optional<FenceComment> promoted() {
        return Optional.ofNullable(comment)
                .filter(written -> name.state() == FenceName.State.PROMOTED && name.isOf(written.deployment()));
    }
}
