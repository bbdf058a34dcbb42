package dev.cutover.activities.statements;

import dev.cutover.activities.deploy.InheritedComments;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.activities.materialize.catalog.CommentEntry;
import dev.cutover.activities.materialize.catalog.Dependency;
import dev.cutover.activities.materialize.catalog.DropOrder;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.fingerprint.SideFacts;
import dev.cutover.activities.materialize.privileges.NewHoldings;
import dev.cutover.activities.project.SqlProject;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was read once for all statements.
 *
 * @param workflowId id of the workflow, which is written into the comments of green
 * @param project the SQL project; null for a dbt project
 * @param blue what the swap replaces or removes
 * @param comments what blue's comments come to
 * @param dependencies everything that directly uses something of blue
 * @param parts ids of what sources bring along by themselves, and take along when they are dropped
 * @param newHoldings owners and privileges of what will be made
 */
public record Foreseen(
        String workflowId,
        SqlProject project,
        SideFacts blue,
        InheritedComments comments,
        List<Dependency> dependencies,
        Set<String> parts,
        NewHoldings newHoldings) {
    /** Reads what is not known yet. */
    public static Foreseen read(Session session, Catalog catalog, String workflowId, SqlProject project, SideFacts blue)
            throws SQLException {
        List<String> ids = blue.objects().stream().map(ObjectEntry::id).toList();
        Map<String, List<CommentEntry>> comments =
                blue.comments().stream().collect(Collectors.groupingBy(CommentEntry::objectId));
        Map<String, List<ColumnEntry>> columns =
                catalog.columns(ids).stream().collect(Collectors.groupingBy(ColumnEntry::objectId));
        return new Foreseen(
                workflowId,
                project,
                blue,
                new InheritedComments(comments, columns),
                catalog.dependentsOf(ids),
                Set.copyOf(catalog.partsOfSources(ids)),
                NewHoldings.read(session, catalog.currentRole(), catalog.roles()));
    }

    Optional<SchemaEntry> blueSchema(PlannedSchema schema) {
        return blue.schemas().stream()
                .filter(entry -> entry.id().equals(schema.blueId()))
                .findFirst();
    }

    Optional<ClusterEntry> blueCluster(PlannedCluster cluster) {
        return blue.clusters().stream()
                .filter(entry -> entry.id().equals(cluster.blueId()))
                .findFirst();
    }

    Map<ObjectName, ObjectEntry> blueByName() {
        Map<ObjectName, ObjectEntry> byName = new HashMap<>();
        blue.objects().forEach(object -> byName.put(object.name(), object));
        return byName;
    }

    /** All of blue that is dropped by a statement of its own, each after what uses it. */
    List<ObjectEntry> blueInDropOrder() {
        Map<String, ObjectEntry> byId = blue.objects().stream()
                .filter(object -> !parts.contains(object.id()))
                .collect(Collectors.toMap(
                        ObjectEntry::id, Function.identity(), (first, second) -> first, LinkedHashMap::new));
        List<Dependency> inner = dependencies.stream()
                .filter(dependency -> byId.containsKey(dependency.dependentId()))
                .toList();
        return DropOrder.of(byId.keySet(), inner).droppable().stream()
                .map(byId::get)
                .toList();
    }

    /** Ids of what somebody outside reads, and of what that reads in turn. */
    Set<String> neededOutside() {
        Set<String> own = blue.objects().stream().map(ObjectEntry::id).collect(Collectors.toSet());
        Set<String> needed = new HashSet<>();
        Deque<String> open = dependencies.stream()
                .filter(dependency -> !own.contains(dependency.dependentId()))
                .map(Dependency::referencedId)
                .collect(Collectors.toCollection(ArrayDeque::new));
        Map<String, Collection<String>> uses = new HashMap<>();
        dependencies.forEach(dependency -> uses.computeIfAbsent(dependency.dependentId(), id -> new HashSet<>())
                .add(dependency.referencedId()));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (needed.add(next)) {
                open.addAll(uses.getOrDefault(next, Set.of()));
            }
        }
        return needed;
    }
}
