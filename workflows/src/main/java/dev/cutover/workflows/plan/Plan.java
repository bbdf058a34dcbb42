package dev.cutover.workflows.plan;

import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.policy.Policy;
import java.time.Duration;
import java.util.List;

/**
 * The immutable description of one deployment; everything later refers to it by its hash (P4).
 *
 * @param deployment the deployment's id, 8 characters
 * @param target name of the environment
 * @param requestedBy who asked for it
 * @param project what is deployed, fixed to its content
 * @param fence the fence at planning
 * @param schemas every schema that the swap moves
 * @param clusters every cluster that the swap moves
 * @param objects every object to create, in an order in which each comes after what it reads
 * @param checks the project's checks
 * @param blue every object in the schemas and on the clusters that are replaced or removed, by catalog id
 * @param blueFingerprint SHA-256 (hex) over ids, definitions, owners, grants, comments and options of all that the swap
 *     replaces or removes; a different one at the swap means that production has drifted (P4)
 * @param dependents what lies outside and goes on reading blue
 * @param sinks sinks outside that will be pointed at the new version
 * @param warnings what the approver should know, in whole sentences
 * @param lagThreshold largest lag of an object that is ready
 * @param policy the target's rules for approvals, as they were configured at planning
 * @param dbt what dbt builds and tests; null for an SQL project
 * @param outlook what all this comes to: why each object is in it, its columns, every statement, the cost; nothing of it decides
 *     anything later
 * @param hash SHA-256 (hex) over the canonical JSON of all the other fields
 */
public record Plan(
        String deployment,
        String target,
        String requestedBy,
        ProjectPin project,
        FencePosition fence,
        List<PlannedSchema> schemas,
        List<PlannedCluster> clusters,
        List<PlannedObject> objects,
        List<PlannedCheck> checks,
        List<CatalogObject> blue,
        String blueFingerprint,
        List<ExternalDependent> dependents,
        List<PlannedSink> sinks,
        List<String> warnings,
        Duration lagThreshold,
        Policy policy,
        DbtPlan dbt,
        Outlook outlook,
        String hash) {
    /** A plan without a policy is one of a target without one, and one without an outlook is of a former version. */
    public Plan {
        policy = policy == null ? Policy.NONE : policy;
        outlook = outlook == null ? Outlook.NONE : outlook;
    }

    /** The first characters of the hash, enough to name the plan in an approval. */
    public String shortHash() {
        return hash.substring(0, 12);
    }
}
