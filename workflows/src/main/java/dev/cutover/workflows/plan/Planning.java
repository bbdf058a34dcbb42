package dev.cutover.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What planning found. A refusal is a typed failure, not a result. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "found")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Planning.Planned.class, name = "PLANNED"),
    @JsonSubTypes.Type(value = Planning.NothingToDo.class, name = "NOTHING_TO_DO"),
    @JsonSubTypes.Type(value = Planning.Taken.class, name = "TAKEN")
})
public sealed interface Planning {
    /** What a deployment of this takes, as {@link dev.cutover.workflows.queue.Claim} holds it. */
    List<String> takes();

    /** There is something to deploy. */
    record Planned(Plan plan) implements Planning {
        @Override
        public List<String> takes() {
            return PlannedSides.of(plan.schemas(), plan.clusters());
        }
    }

    /**
     * Production already is what the project says.
     *
     * @param reason one sentence that names the deployment which made it so
     * @param takes what a deployment would take if there were something to do
     */
    record NothingToDo(String reason, List<String> takes) implements Planning {}

    /**
     * Names that green must have belong to another deployment; only a deployment that queues is told so.
     *
     * @param reason whole sentences that name the other deployment
     * @param takes what this deployment would take
     */
    record Taken(String reason, List<String> takes) implements Planning {}
}
