package dev.cutover.activities.planning;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.project.ProjectShape;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.Change;
import dev.cutover.workflows.plan.PlannedSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says what the swap does with each schema. */
final class SchemaPlanning {
    private final Production production;
    private final DeploymentNames names;
    private final Refusals refusals;

    SchemaPlanning(Production production, DeploymentNames names, Refusals refusals) {
        this.production = production;
        this.names = names;
        this.refusals = refusals;
    }

    List<PlannedSchema> plan(ProjectShape project, Removes removes) {
        List<PlannedSchema> planned = new ArrayList<>();
        for (SchemaName schema : project.schemas()) {
            if (!production.databases().containsKey(schema.database())) {
                refusals.add("The project deploys to database " + schema.database()
                        + ", which does not exist. Create it, or correct the name of the folder.");
            }
            NameLimit.check("schema", schema.name(), names, refusals);
            planned.add(deployed(project, schema));
        }
        for (SchemaName schema : removes.schemas()) {
            if (project.schemas().contains(schema)) {
                refusals.add("removes names schema " + schema + ", but the project still has it. Take it out of one.");
            } else {
                removed(schema, planned);
            }
        }
        planned.sort(Comparator.comparing(schema -> schema.name().toString()));
        return planned;
    }

    private PlannedSchema deployed(ProjectShape project, SchemaName schema) {
        String green = project.naming().of(schema).orElseGet(() -> names.green(schema.name()));
        return production
                .schema(schema)
                .map(blue -> new PlannedSchema(schema, Change.REPLACE, blue.id(), green, names.retired(schema.name())))
                .orElseGet(() -> new PlannedSchema(schema, Change.NEW, null, green, null));
    }

    private void removed(SchemaName schema, List<PlannedSchema> planned) {
        production
                .schema(schema)
                .ifPresentOrElse(
                        blue -> {
                            NameLimit.check("schema", schema.name(), names, refusals);
                            planned.add(new PlannedSchema(
                                    schema, Change.REMOVE, blue.id(), null, names.retired(schema.name())));
                        },
                        () -> refusals.add("removes names schema " + schema
                                + ", which production does not have. Take the entry out, or correct it."));
    }
}
