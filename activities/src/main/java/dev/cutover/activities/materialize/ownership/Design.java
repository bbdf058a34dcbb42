package dev.cutover.activities.materialize.ownership;

import dev.cutover.activities.digest.CanonicalJson;
import dev.cutover.activities.digest.Sha256;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.util.List;

/**
 * What green is made by. A workflow that was reset to before its plan keeps its deployment's id, so green of its former life is
 * its own by name and comment; only with the same design does it hold what the present plan would make (P4).
 */
public final class Design {
    private static final int CHARACTERS = 12;

    private Design() {}

    private record Parts(String project, List<PlannedSchema> schemas, List<PlannedCluster> clusters) {}

    /** Twelve hexadecimal digits over the project's content, and over what is cloned and how. */
    public static String of(Plan plan) {
        Parts parts = new Parts(plan.project().digest(), plan.schemas(), plan.clusters());
        return Sha256.hex(new CanonicalJson().text(parts)).substring(0, CHARACTERS);
    }
}
