package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.NameScope;
import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.sql.Rewriter;
import dev.cutover.workflows.catalog.SchemaName;
import java.util.Map;
import java.util.Set;

/**
 * How the project makes a cluster.
 *
 * @param name production name
 * @param file file relative to the project's folder
 * @param create the CREATE CLUSTER statement
 */
public record SqlCluster(String name, String file, ParsedStatement create) {
    /** The CREATE CLUSTER statement with another name in the place of the cluster's. */
    public String createAs(String otherName) {
        NameScope noSchema = new NameScope(new SchemaName(null, null), Set.of());
        return new Rewriter(new Renames(Map.of(), Map.of(name, otherName)), noSchema)
                .rewrite(create)
                .text();
    }
}
