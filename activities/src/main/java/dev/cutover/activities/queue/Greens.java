package dev.cutover.activities.queue;

import dev.cutover.activities.materialize.catalog.Catalog;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ownership.GreenName;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.activities.register.Known;
import dev.cutover.activities.register.Register;
import dev.cutover.workflows.catalog.SchemaName;
import dev.cutover.workflows.queue.Claim;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deployments that the catalog shows, because their green exists: a list of Temporal's may lag behind, the catalog does not.
 * Whose workflow has closed is no obstacle, whatever it has left.
 */
final class Greens {
    private final Catalog catalog;
    private final Register register;

    Greens(Catalog catalog, Register register) {
        this.catalog = catalog;
        this.register = register;
    }

    /** Running deployments of the target with green, each with what green is of. */
    List<Known> running(String target) throws SQLException {
        Map<OwnershipLine, List<String>> takes = new LinkedHashMap<>();
        for (SchemaEntry schema : catalog.schemas()) {
            SchemaName name = schema.name();
            mark(
                    target,
                    schema.id(),
                    schema.comment(),
                    name.name(),
                    takes,
                    production -> "schema " + new SchemaName(name.database(), production));
        }
        for (ClusterEntry cluster : catalog.clusters()) {
            mark(target, cluster.id(), cluster.comment(), cluster.name(), takes, production -> "cluster " + production);
        }
        List<Known> running = new ArrayList<>();
        takes.forEach((owner, names) -> {
            Optional<Known> latest = Optional.ofNullable(owner.workflowId()).flatMap(register::latest);
            latest.filter(known -> known.running()
                            && (known.deployment() == null || known.deployment().equals(owner.deployment())))
                    .ifPresent(known -> running.add(having(known, owner.deployment(), names)));
        });
        return running;
    }

    private interface InWords {
        String of(String production);
    }

    private static void mark(
            String target,
            String id,
            String comment,
            String name,
            Map<OwnershipLine, List<String>> takes,
            InWords words) {
        Optional<OwnershipLine> line =
                OwnershipLine.parse(comment).filter(found -> target.equals(found.target()) && id.equals(found.id()));
        line.flatMap(owner -> GreenName.production(name, owner.deployment()))
                .ifPresent(production -> takes.computeIfAbsent(
                                new OwnershipLine(
                                        line.get().deployment(), line.get().workflowId(), target, null, null, null),
                                owner -> new ArrayList<>())
                        .add(words.of(production)));
    }

    private static Known having(Known known, String deployment, List<String> takes) {
        return new Known(
                known.workflowId(),
                known.runId(),
                known.status(),
                true,
                deployment,
                known.requester(),
                known.phase(),
                known.outcome(),
                new Claim(takes, known.started() == null ? Instant.EPOCH : known.started(), false, List.of()),
                known.started(),
                null);
    }
}
