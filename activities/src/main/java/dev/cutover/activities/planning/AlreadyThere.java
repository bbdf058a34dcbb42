package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.fence.Fence;
import dev.cutover.activities.materialize.fence.FenceComment;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import dev.cutover.workflows.plan.PlannedSides;
import dev.cutover.workflows.plan.Planning;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether production already is what the project says: the last promotion was of the same content, and what it put
 * in place is still there, nothing more and nothing less.
 */
final class AlreadyThere {
    private final ProjectShape project;
    private final Fence fence;

    AlreadyThere(ProjectShape project, Fence fence) {
        this.project = project;
        this.fence = fence;
    }

    Optional<Planning> check(List<PlannedSchema> schemas, List<PlannedCluster> clusters, Production.Blue blue) {
        boolean allThere = schemas.stream().allMatch(schema -> schema.blueId() != null)
                && clusters.stream().allMatch(cluster -> cluster.blueId() != null);
        if (!allThere || fence.promoted().isEmpty()) {
            return Optional.empty();
        }
        FenceComment promoted = fence.promoted().get();
        String places = FenceComment.hash(
                schemas.stream().map(PlannedSchema::blueId).toList(),
                clusters.stream().map(PlannedCluster::blueId).toList());
        boolean same = promoted.digest().equals(project.pin().digest())
                && promoted.green().equals(places)
                && promoted.objects().equals(FenceComment.hash(blue.ids()));
        return same
                ? Optional.of(new Planning.NothingToDo(
                        "Deployment " + promoted.deployment()
                                + " promoted exactly this content of project "
                                + project.pin().path() + ", and production is still what it put in place.",
                        PlannedSides.of(schemas, clusters)))
                : Optional.empty();
    }
}
