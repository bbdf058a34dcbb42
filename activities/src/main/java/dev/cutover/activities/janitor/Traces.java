package dev.cutover.activities.janitor;

import dev.cutover.activities.cleanup.SideLeft.Marked;
import dev.cutover.activities.janitor.Trace.Named;
import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ownership.GreenName;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which deployments have left something, as far as names and comments tell. A comment counts only on the thing whose
 * catalog id it holds, and only for its own target.
 */
final class Traces {
    private static final Pattern NAME = Pattern.compile(".+__(green|retired|reverted|dropping)_([a-z0-9]{8})");
    private static final Pattern DEPLOYMENT = Pattern.compile("[a-z0-9]{8}");

    private final String target;
    private final Map<String, Building> found = new TreeMap<>();

    private Traces(String target) {
        this.target = target;
    }

    static List<Trace> read(Catalog catalog, String target) throws SQLException {
        Traces traces = new Traces(target);
        for (SchemaEntry schema : catalog.schemas()) {
            traces.look(
                    new Named("schema", schema.id(), schema.name().toString()),
                    schema.name().name(),
                    schema.comment(),
                    production -> new Marked(schema.name(), null, schema.id(), production));
        }
        for (ClusterEntry cluster : catalog.clusters()) {
            traces.look(
                    new Named("cluster", cluster.id(), cluster.name()),
                    cluster.name(),
                    cluster.comment(),
                    production -> new Marked(null, cluster.name(), cluster.id(), production));
        }
        return traces.found.entrySet().stream()
                .map(entry -> entry.getValue().trace(entry.getKey()))
                .toList();
    }

    private interface Mark {
        Marked of(String production);
    }

    private void look(Named thing, String name, String comment, Mark mark) {
        Optional<OwnershipLine> line = OwnershipLine.parse(comment)
                .filter(one -> DEPLOYMENT.matcher(one.deployment()).matches()
                        && thing.id().equals(one.id()));
        if (line.isPresent() && !target.equals(line.get().target())) {
            return;
        }
        if (line.isPresent()) {
            Building building = building(line.get().deployment());
            building.line = line.get();
            GreenName.beside(name, line.get().deployment()).ifPresent(of -> {
                building.marked.add(mark.of(of));
                building.named.add(thing);
            });
        }
        Matcher named = NAME.matcher(name);
        if (named.matches() && !building(named.group(2)).named.contains(thing)) {
            building(named.group(2)).named.add(thing);
        }
    }

    private Building building(String deployment) {
        return found.computeIfAbsent(deployment, id -> new Building());
    }

    private static final class Building {
        private final List<Marked> marked = new ArrayList<>();
        private final List<Named> named = new ArrayList<>();
        private OwnershipLine line;

        private Trace trace(String deployment) {
            return new Trace(
                    deployment,
                    line == null ? null : line.workflowId(),
                    line == null ? null : line.namespace(),
                    List.copyOf(marked),
                    List.copyOf(named));
        }
    }
}
