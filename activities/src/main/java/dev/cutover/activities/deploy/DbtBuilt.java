package dev.cutover.activities.deploy;

import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.activities.materialize.catalog.CommentEntry;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.workflows.catalog.ObjectKind;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.DbtPlan.Model;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which models former attempts have built to the end. dbt creates a relation, then its indexes, then its comments, and runs
 * hooks last: what lacks any of these was interrupted and is built again, everything else is left alone, since dbt would drop
 * it and lose its hydration (P7).
 */
final class DbtBuilt {
    private final Plan plan;
    private final Renames renames;
    private final Set<String> finished;

    /**
     * Looks for models of a plan.
     *
     * @param finished dbt's ids of models of which it has reported that they are built
     */
    DbtBuilt(Plan plan, Collection<String> finished) {
        this.plan = plan;
        this.renames = GreenNames.of(plan);
        this.finished = Set.copyOf(finished);
    }

    /**
     * What is there.
     *
     * @param complete models that are built to the end
     * @param seedsToDrop tables of interrupted seeds: dbt would keep them and leave out their indexes
     */
    record Found(Set<Model> complete, List<ObjectEntry> seedsToDrop) {}

    Found find(Session session, List<ObjectEntry> greenObjects) throws SQLException {
        Map<ObjectName, ObjectEntry> byName = new HashMap<>();
        greenObjects.forEach(object -> byName.put(object.name(), object));
        Map<ObjectName, List<ObjectName>> indexes = indexes();
        Set<String> read = read(session, greenObjects);
        Described described = Described.read(session, greenObjects);
        Set<Model> complete = new HashSet<>();
        // dbt drops what reads a model that it builds again, so that it is built again too.
        Set<ObjectName> completeNames = new HashSet<>();
        Map<ObjectName, List<ObjectName>> dependsOn = plan.objects().stream()
                .filter(object -> object.kind() != ObjectKind.INDEX)
                .collect(Collectors.toMap(PlannedObject::name, PlannedObject::dependsOn));
        List<ObjectEntry> seeds = new ArrayList<>();
        for (Model model : plan.dbt().models()) {
            ObjectEntry relation = byName.get(green(model.name()));
            if (relation == null) {
                continue;
            }
            boolean indexed = indexes.getOrDefault(model.name(), List.of()).stream()
                    .allMatch(index -> byName.containsKey(green(index)));
            // dbt builds nothing that reads a model before that is finished.
            boolean reported =
                    !model.needsReport() || finished.contains(model.uniqueId()) || read.contains(relation.id());
            boolean reads =
                    dependsOn.getOrDefault(model.name(), List.of()).stream().allMatch(completeNames::contains);
            if (reads && indexed && reported && described.isComplete(relation, model)) {
                complete.add(model);
                completeNames.add(model.name());
            } else if (model.uniqueId().startsWith("seed.")) {
                seeds.add(relation);
            }
        }
        return new Found(complete, List.copyOf(seeds));
    }

    /** Ids of what another relation of green reads. */
    private static Set<String> read(Session session, List<ObjectEntry> greenObjects) throws SQLException {
        Set<String> relations = greenObjects.stream()
                .filter(object -> object.kind() != ObjectKind.INDEX)
                .map(ObjectEntry::id)
                .collect(Collectors.toSet());
        return new Catalog(session)
                .dependentsOf(relations).stream()
                        .filter(dependency -> relations.contains(dependency.dependentId()))
                        .map(Dependency::referencedId)
                        .collect(Collectors.toSet());
    }

    private ObjectName green(ObjectName production) {
        return GreenNames.rename(production, renames);
    }

    private Map<ObjectName, List<ObjectName>> indexes() {
        return plan.objects().stream()
                .filter(object -> object.kind() == ObjectKind.INDEX)
                .collect(Collectors.groupingBy(
                        index -> index.dependsOn().get(0),
                        Collectors.mapping(PlannedObject::name, Collectors.toList())));
    }

    /** The comments that dbt has made so far. */
    private record Described(Map<String, List<CommentEntry>> comments, Map<String, List<ColumnEntry>> columns) {
        static Described read(Session session, List<ObjectEntry> objects) throws SQLException {
            List<String> ids = objects.stream().map(ObjectEntry::id).toList();
            Catalog catalog = new Catalog(session);
            return new Described(
                    catalog.comments(ids).stream().collect(Collectors.groupingBy(CommentEntry::objectId)),
                    catalog.columns(ids).stream().collect(Collectors.groupingBy(ColumnEntry::objectId)));
        }

        boolean isComplete(ObjectEntry relation, Model model) {
            List<CommentEntry> found = comments.getOrDefault(relation.id(), List.of());
            boolean described = !model.described() || found.stream().anyMatch(comment -> comment.column() == null);
            return described
                    && columns.getOrDefault(relation.id(), List.of()).stream()
                            .filter(column -> model.describedColumns().contains(column.name()))
                            .allMatch(column -> found.stream()
                                    .anyMatch(comment ->
                                            comment.column() != null && comment.column() == column.position()));
        }
    }
}
