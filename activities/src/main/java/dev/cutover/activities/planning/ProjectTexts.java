package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.sql.ComparableText;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.sql.Rewriter;
import dev.cutover.activities.project.SqlIndex;
import dev.cutover.activities.project.SqlObject;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the project says of each object, with full names of production. */
final class ProjectTexts {
    private static final Renames NONE = new Renames(Map.of(), Map.of());

    private final Map<ObjectName, String> statements = new HashMap<>();

    /** The texts of an SQL project; a dbt project, null here, has none before dbt writes them. */
    ProjectTexts(SqlProject project) {
        if (project != null) {
            project.objects().forEach(this::add);
        }
    }

    private void add(SqlObject object) {
        Rewriter rewriter = new Rewriter(NONE, object.scope());
        statements.put(object.name(), rewriter.rewrite(object.create()).text());
        for (SqlIndex index : object.indexes()) {
            statements.put(
                    object.indexName(index),
                    rewriter.rewriteIndex(index.create(), index.name()).text());
        }
    }

    /** The statement that would make an object in production. */
    Optional<String> statement(ObjectName name) {
        return Optional.ofNullable(statements.get(name));
    }

    /** Whether the server keeps the definitions of this kind as they were written, but for its own spelling. */
    static boolean comparable(ObjectKind kind) {
        return switch (kind) {
            case VIEW, MATERIALIZED_VIEW, INDEX -> true;
            case TABLE, SOURCE, SINK, CONNECTION, SECRET, TYPE, FUNCTION -> false;
        };
    }

    /**
     * Whether a definition says the same as the project; empty when the project's text is not known.
     *
     * @param definition as the catalog keeps it
     */
    Optional<Boolean> same(ObjectName name, String definition) {
        return statement(name)
                .map(statement ->
                        definition != null && ComparableText.of(statement).equals(ComparableText.of(definition)));
    }
}
