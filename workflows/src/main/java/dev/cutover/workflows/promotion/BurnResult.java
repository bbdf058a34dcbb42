package dev.cutover.workflows.promotion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What giving up found. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BurnResult.Burned.class, name = "BURNED"),
    @JsonSubTypes.Type(value = BurnResult.AlreadyPromoted.class, name = "ALREADY_PROMOTED")
})
public sealed interface BurnResult {
    /** The fence has moved on without us: no swap of ours that is still under way can ever commit (P2). */
    record Burned(String fence) implements BurnResult {}

    /** The swap had committed before. */
    record AlreadyPromoted(Promotion promotion) implements BurnResult {}
}
