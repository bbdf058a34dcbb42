package dev.cutover.workflows.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What is known at planning of an object's columns, by asking production to describe the new query without running it. Whether
 * a column can be null is never known before green exists.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "columns")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ColumnOutlook.Same.class, name = "SAME"),
    @JsonSubTypes.Type(value = ColumnOutlook.Changes.class, name = "CHANGES"),
    @JsonSubTypes.Type(value = ColumnOutlook.Later.class, name = "LATER")
})
public sealed interface ColumnOutlook {
    /** Names, types and order stay. */
    record Same() implements ColumnOutlook {}

    /**
     * They change; of a new object all are added.
     *
     * @param changes one for each column that does
     */
    record Changes(List<ColumnChange> changes) implements ColumnOutlook {}

    /**
     * They are in the evidence, once green exists.
     *
     * @param because why they are not known before, as the end of a sentence
     */
    record Later(String because) implements ColumnOutlook {}
}
