package dev.cutover.workflows.promotion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cutover.workflows.plan.FencePosition;
import java.time.Instant;

/** How a swap back ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RevertResult.Reverted.class, name = "REVERTED"),
    @JsonSubTypes.Type(value = RevertResult.Busy.class, name = "BUSY"),
    @JsonSubTypes.Type(value = RevertResult.Refused.class, name = "REFUSED")
})
public sealed interface RevertResult {
    /** Production is the old version again; the new one is under its reverted names. */
    record Reverted(FencePosition fence, Instant at) implements RevertResult {}

    /** Other people's catalog changes refused the swap back until the budget of retries was spent; may be asked again. */
    record Busy(String statement, int attempts) implements RevertResult {}

    /** Production is no longer what this deployment promoted, so that swapping back would undo somebody else's work. */
    record Refused(String why) implements RevertResult {}
}
