package dev.cutover.activities.evidence;

import dev.cutover.activities.deploy.GreenNames;
import dev.cutover.activities.materialize.Session;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ColumnEntry;
import dev.cutover.activities.materialize.sinks.SinkEntry;
import dev.cutover.activities.materialize.sql.Renames;
import dev.cutover.activities.running.Failures;
import dev.cutover.workflows.activities.FailureType;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.catalog.ObjectName;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.plan.Plan;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether sinks outside can read what green puts in the place of what they read. Only green shows the columns that the new
 * version really has, so this is the first moment at which it can be told, and still before anybody is asked to approve.
 */
final class SinkFit {
    private final Catalog catalog;
    private final Plan plan;
    private final Map<ObjectName, CatalogObject> green = new HashMap<>();

    SinkFit(Session session, Plan plan, Inventory inventory) {
        this.catalog = new Catalog(session);
        this.plan = plan;
        Renames back = GreenNames.of(plan).reversed();
        inventory.objects().forEach(object -> green.put(GreenNames.rename(object.name(), back), object));
    }

    /**
     * Whole sentences about messages whose shape will change.
     *
     * @throws io.temporal.failure.ApplicationFailure SINK_CANNOT_FOLLOW when a sink could not read the new version
     */
    List<String> warnings(List<SinkEntry> sinks) throws SQLException {
        Map<String, ObjectName> blue = names(plan);
        List<String> warnings = new ArrayList<>();
        List<String> hindrances = new ArrayList<>();
        for (SinkEntry sink : sinks) {
            ObjectName reads = blue.get(sink.readsId());
            CatalogObject next = green.get(reads);
            if (next != null) {
                List<String> before = columns(sink.readsId());
                List<String> after = columns(next.id());
                Optional<String> hindrance = sink.hindrance(reads, next.kind(), names(next.id()));
                hindrance.ifPresent(why -> hindrances.add("Sink " + sink.name() + ": in the new version " + why));
                if (!before.equals(after)) {
                    warnings.add("Messages of sink " + sink.name() + " change their shape with the new version of "
                            + reads + ": " + difference(before, after) + ".");
                }
            }
        }
        if (!hindrances.isEmpty()) {
            throw Failures.of(
                    FailureType.SINK_CANNOT_FOLLOW,
                    "Sinks could not follow the swap. " + String.join(" ", hindrances),
                    Failures.PRODUCTION_UNTOUCHED,
                    "Keep those columns in the project, or point the sink at something else or drop it, and start again.");
        }
        return warnings;
    }

    /** Production names of blue's objects, by catalog id. */
    static Map<String, ObjectName> names(Plan plan) {
        return plan.blue().stream().collect(Collectors.toMap(CatalogObject::id, CatalogObject::name));
    }

    private Set<String> names(String relationId) throws SQLException {
        return catalog.columns(List.of(relationId)).stream()
                .map(ColumnEntry::name)
                .collect(Collectors.toSet());
    }

    private List<String> columns(String relationId) throws SQLException {
        return catalog.columns(List.of(relationId)).stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    private static String difference(List<String> before, List<String> after) {
        List<String> parts = new ArrayList<>();
        Set<String> gone = new LinkedHashSet<>(before);
        gone.removeAll(after);
        Set<String> added = new LinkedHashSet<>(after);
        added.removeAll(before);
        gone.forEach(column -> parts.add("without " + column));
        added.forEach(column -> parts.add("with " + column));
        return parts.isEmpty() ? "in another order of columns" : String.join(", ", parts);
    }
}
