package dev.cutover.activities.statements;

import dev.cutover.activities.materialize.DeploymentNames;
import dev.cutover.activities.materialize.ddl.Clusters;
import dev.cutover.activities.materialize.ddl.Objects;
import dev.cutover.activities.materialize.ddl.Schemas;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.plan.PlannedStatement;
import dev.cutover.workflows.plan.PlannedStatement.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The statements that drop one side: everything to its name for dropping, object by object, then schemas and clusters. */
final class DropStatements {
    private static final String WHILE_NEEDED = "not while somebody outside still reads what is in it";
    private static final String BACK = "only if something in it stays because somebody outside reads it";

    private final Stage stage;
    private final DeploymentNames names;
    private final Map<SchemaName, String> sideNames = new LinkedHashMap<>();
    private final Map<String, String> clusters = new LinkedHashMap<>();
    private final Set<SchemaName> neededSchemas = new LinkedHashSet<>();
    private final Set<String> neededClusters = new LinkedHashSet<>();
    private final List<PlannedStatement> drops = new ArrayList<>();

    DropStatements(Stage stage, DeploymentNames names) {
        this.stage = stage;
        this.names = names;
    }

    /** A schema of the side, by its production name. */
    DropStatements schema(SchemaName production, String sideName) {
        sideNames.put(production, sideName);
        return this;
    }

    /** A cluster of the side, by its production name. */
    DropStatements cluster(String production, String sideName) {
        clusters.put(production, sideName);
        return this;
    }

    /**
     * An object of the side, each after all that use it.
     *
     * @param name production name
     * @param cluster production name of its cluster; null for none, or one that is not of the side
     * @param needed whether somebody outside reads it, by way of others too
     */
    DropStatements object(ObjectName name, ObjectKind kind, String cluster, boolean needed) {
        boolean ofTheSide = sideNames.containsKey(name.schemaName());
        String schema = ofTheSide ? names.dropping(name.schema()) : name.schema();
        PlannedStatement drop =
                PlannedStatement.sent(stage, Objects.drop(new ObjectName(name.database(), schema, name.name()), kind));
        drops.add(needed ? drop.but("not while somebody outside still reads it") : drop);
        if (needed) {
            neededSchemas.add(name.schemaName());
            neededClusters.add(cluster);
        }
        return this;
    }

    /** All of them, in order. */
    List<PlannedStatement> list() {
        List<PlannedStatement> list = new ArrayList<>();
        sideNames.forEach((schema, name) ->
                list.add(sent(Schemas.rename(new SchemaName(schema.database(), name), names.dropping(schema.name())))));
        clusters.forEach((cluster, name) -> list.add(sent(Clusters.rename(name, names.dropping(cluster)))));
        list.addAll(drops);
        sideNames.forEach((schema, name) -> {
            SchemaName dropping = new SchemaName(schema.database(), names.dropping(schema.name()));
            add(list, neededSchemas.contains(schema), Schemas.drop(dropping), Schemas.rename(dropping, name));
        });
        clusters.forEach((cluster, name) -> {
            String dropping = names.dropping(cluster);
            add(list, neededClusters.contains(cluster), Clusters.drop(dropping), Clusters.rename(dropping, name));
        });
        return list;
    }

    private void add(List<PlannedStatement> list, boolean needed, String drop, String back) {
        if (needed) {
            list.add(sent(drop).but(WHILE_NEEDED));
            list.add(sent(back).but(BACK));
        } else {
            list.add(sent(drop));
        }
    }

    private PlannedStatement sent(String sql) {
        return PlannedStatement.sent(stage, sql);
    }
}
