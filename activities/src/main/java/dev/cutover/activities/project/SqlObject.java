package dev.cutover.activities.project;

import dev.cutover.activities.materialize.sql.NameScope;
import dev.cutover.activities.materialize.sql.ParsedStatement;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.List;

/**
 * One object of a project with everything that its file says about it.
 *
 * @param name production name
 * @param kind VIEW, MATERIALIZED_VIEW, SOURCE or TABLE (one that a source fills)
 * @param cluster production name of its cluster; null for a view or a table
 * @param file file relative to the project's folder
 * @param create the statement that makes it
 * @param indexes its indexes, in the order of the file
 * @param companions its COMMENT and GRANT statements, in the order of the file
 * @param dependsOn production names of the project's objects that it reads, sorted
 * @param outside what it refers to outside of the deployed schemas
 * @param scope what short names mean in its file
 */
public record SqlObject(
        ObjectName name,
        ObjectKind kind,
        String cluster,
        String file,
        ParsedStatement create,
        List<SqlIndex> indexes,
        List<ParsedStatement> companions,
        List<ObjectName> dependsOn,
        List<OutsideReference> outside,
        NameScope scope) {
    public SqlObject {
        indexes = List.copyOf(indexes);
        companions = List.copyOf(companions);
        dependsOn = List.copyOf(dependsOn);
        outside = List.copyOf(outside);
    }

    /** Production name of one of its indexes: an index lives in the schema of its relation. */
    public ObjectName indexName(SqlIndex index) {
        return new ObjectName(name.database(), name.schema(), index.name());
    }

    /** Line of the CREATE in its file, from 1. */
    public int line() {
        return create.first().line();
    }
}
