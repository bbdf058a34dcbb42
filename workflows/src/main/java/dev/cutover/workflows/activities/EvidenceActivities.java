package dev.cutover.workflows.activities;

import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.EvidenceInput;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Collects what the approver must know. */
@ActivityInterface
public interface EvidenceActivities {
    /** Compares green with blue and runs the project's checks, on green's clusters only (P1). */
    @ActivityMethod(name = "CollectEvidence")
    Evidence collect(EvidenceInput input);
}
