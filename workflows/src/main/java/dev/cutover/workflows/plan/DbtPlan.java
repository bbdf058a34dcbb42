package dev.cutover.workflows.plan;

import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.List;

/**
 * What the plan of a dbt project holds beyond that of an SQL project.
 *
 * @param dbtTarget the dbt target whose entry of {@code vars.deployment} is deployed
 * @param version versions of dbt and of the adapter, for people
 * @param models what dbt builds in green: models and seeds
 * @param tests the data tests that run against green
 * @param never selectors of what dbt must not build: sinks, and what belongs to no deployed schema
 * @param scratch green schemas in which dbt stores failing rows of tests; made with green, never swapped, always dropped
 * @param adopted catalog ids of empty schemas and clusters that somebody had made for this and that pass to the deployment
 * @param testCluster the deployed cluster for tests that name none, as the project writes it; null when none is deployed
 */
public record DbtPlan(
        String dbtTarget,
        String version,
        List<Model> models,
        List<Test> tests,
        List<String> never,
        List<SchemaName> scratch,
        List<String> adopted,
        String testCluster) {
    /**
     * One model or seed.
     *
     * @param uniqueId dbt's own id of it
     * @param selector how {@code --select} names it and nothing else
     * @param name production name
     * @param needsReport whether only dbt can say that it is finished: rows of a seed and hooks show in no catalog
     * @param described whether dbt puts its description into a comment
     * @param describedColumns columns whose descriptions dbt puts into comments
     */
    public record Model(
            String uniqueId,
            String selector,
            ObjectName name,
            boolean needsReport,
            boolean described,
            List<String> describedColumns) {}

    /**
     * One data test.
     *
     * @param uniqueId dbt's own id of it
     * @param selector how {@code --select} names it and nothing else
     * @param name its name
     * @param file file relative to the project's folder
     * @param stored where dbt stores the failing rows, in a scratch schema; null when it does not
     * @param storedAs as what; null when it does not
     */
    public record Test(
            String uniqueId, String selector, String name, String file, ObjectName stored, ObjectKind storedAs) {}
}
