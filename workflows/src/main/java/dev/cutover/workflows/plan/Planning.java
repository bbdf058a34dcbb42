package dev.cutover.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What planning found. A refusal is a typed failure, not a result. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "found")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Planning.Planned.class, name = "PLANNED"),
    @JsonSubTypes.Type(value = Planning.NothingToDo.class, name = "NOTHING_TO_DO"),
    @JsonSubTypes.Type(value = Planning.Taken.class, name = "TAKEN"),
    @JsonSubTypes.Type(value = Planning.Repeated.class, name = "REPEATED")
})
public sealed interface Planning {
    /** What a deployment of this takes, as {@link dev.cutover.workflows.queue.Claim} holds it. */
    List<String> takes();

    /**
     * There is something to deploy.
     *
     * @param plan the plan
     * @param listeners whether anybody wants to be told what happens on the target
     */
    record Planned(Plan plan, boolean listeners) implements Planning {
        /** A plan for a target without receivers of notices. */
        public Planned(Plan plan) {
            this(plan, false);
        }

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

    /**
     * The deployment was here before: its workflow was reset to before its plan, and what it had put where is not known any more.
     *
     * @param left what it has left behind
     */
    record Repeated(List<Left> left) implements Planning {
        @Override
        public List<String> takes() {
            return List.of();
        }
    }

    /**
     * Something that was left behind, or that still reads it.
     *
     * @param id catalog id
     * @param name its name now
     * @param kind schema, cluster or the object's kind in words
     * @param why why it is there, in whole sentences
     * @param statements what to type to remove it, or to move what still reads it
     */
    record Left(String id, String name, String kind, String why, List<String> statements) {}
}
