package dev.cutover.activities.planning;

import dev.cutover.activities.digest.CanonicalJson;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.payload.LargePayloads;
import dev.cutover.workflows.plan.Plan;
import java.nio.charset.StandardCharsets;

/**
 * Whether a plan can travel. Every step gets it, most together with an inventory of as many objects, and Temporal takes no more
 * than 2 MiB at once; what it cannot take would be found out in the middle of the deployment.
 */
final class PlanSize {
    /** Half of what Temporal takes: the inventory and the evidence come on top. */
    private static final int MOST_COMPRESSED = 1 << 20;

    /** Several copies of it must fit into a worker's memory beside everything else. */
    private static final int MOST_PLAIN = 8 << 20;

    private static final int KIBIBYTE = 1024;

    private PlanSize() {}

    /** Throws PLAN_REFUSED when it is too large. */
    static void check(Plan plan) {
        byte[] text = new CanonicalJson().text(plan).getBytes(StandardCharsets.UTF_8);
        int compressed = text.length <= MOST_COMPRESSED ? text.length : LargePayloads.compressedSize(text);
        if (text.length <= MOST_PLAIN && compressed <= MOST_COMPRESSED) {
            return;
        }
        throw Failures.of(
                FailureType.PLAN_REFUSED,
                "The plan is too large: " + plan.objects().size() + " objects and "
                        + plan.checks().size() + " checks or tests make " + text.length / KIBIBYTE + " KiB, "
                        + compressed / KIBIBYTE + " KiB compressed; at most " + MOST_PLAIN / KIBIBYTE + " and "
                        + MOST_COMPRESSED / KIBIBYTE + " KiB can be carried from step to step.",
                "Nothing was created. " + Failures.PRODUCTION_UNTOUCHED,
                "Deploy fewer schemas at a time, each group of schemas that read each other by a project or a dbt target of"
                        + " its own, and start again.");
    }
}
