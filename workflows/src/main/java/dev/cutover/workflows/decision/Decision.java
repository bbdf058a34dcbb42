package dev.cutover.workflows.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A decision that was accepted.
 *
 * @param choice approve or reject
 * @param by who decided; self-asserted unless there is a proof: Temporal does not know the sender
 * @param planHash the part of the plan's hash that was given, at least 8 characters
 * @param reason why; may be null for an approval
 * @param at workflow time of its arrival
 * @param evidenceDigest whole digest of the evidence that it is about: what it named, or else the evidence that there was when
 *     it arrived
 * @param overrides names of failing checks that it overrides
 * @param breakGlass whether it lifts a freeze
 * @param proof what shows that it is theirs; null when only the name was given
 */
public record Decision(
        Choice choice,
        String by,
        String planHash,
        String reason,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_NULL) String evidenceDigest,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> overrides,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean breakGlass,
        @JsonInclude(JsonInclude.Include.NON_NULL) Proof proof) {
    /** Overrides are empty where there are none, never null. */
    public Decision {
        overrides = overrides == null ? List.of() : List.copyOf(overrides);
    }

    /** A decision of which only the name of the decider is known. */
    public Decision(Choice choice, String by, String planHash, String reason, Instant at) {
        this(choice, by, planHash, reason, at, null, List.of(), false, null);
    }

    /** The same about this evidence. */
    public Decision about(String wholeDigest) {
        return new Decision(choice, by, planHash, reason, at, wholeDigest, overrides, breakGlass, proof);
    }

    /** The two choices. */
    public enum Choice {
        APPROVE,
        REJECT
    }
}
