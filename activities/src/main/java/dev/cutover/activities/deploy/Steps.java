package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.materialize.sql.Rewriter;
import dev.cutover.activities.project.SqlIndex;
import dev.cutover.activities.project.SqlObject;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** Turns a project into the steps that create it in green. */
public final class Steps {
    private Steps() {}

    /** Objects and indexes in an order in which each comes after what it needs. */
    public static List<Step> of(SqlProject project, Renames renames) {
        List<Step> steps = new ArrayList<>();
        for (SqlObject object : project.objects()) {
            Rewriter rewriter = new Rewriter(renames, object.scope());
            steps.add(new Step(
                    object.name(),
                    GreenNames.rename(object.name(), renames),
                    object.kind(),
                    object.name().database(),
                    object.file(),
                    rewriter.rewrite(object.create()),
                    object.dependsOn()));
            for (SqlIndex index : object.indexes()) {
                ObjectName name = object.indexName(index);
                steps.add(new Step(
                        name,
                        GreenNames.rename(name, renames),
                        ObjectKind.INDEX,
                        name.database(),
                        object.file(),
                        rewriter.rewriteIndex(index.create(), index.name()),
                        List.of(object.name())));
            }
        }
        return steps;
    }
}
