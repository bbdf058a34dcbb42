package dev.cutover.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What planning found. A refusal is a typed failure, not a result. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "found")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Planning.Planned.class, name = "PLANNED"),
    @JsonSubTypes.Type(value = Planning.NothingToDo.class, name = "NOTHING_TO_DO")
})
public sealed interface Planning {
    /** There is something to deploy. */
    record Planned(Plan plan) implements Planning {}

    /**
     * Production already is what the project says.
     *
     * @param reason one sentence that names the deployment which made it so
     */
    record NothingToDo(String reason) implements Planning {}
}
