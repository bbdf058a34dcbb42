package dev.cutover.activities.materialize.fence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cutover.activities.digest.Sha256;
import dev.cutover.workflows.catalog.CatalogObject;
import dev.cutover.workflows.inventory.Inventory;
import dev.cutover.workflows.inventory.Inventory.GreenCluster;
import dev.cutover.workflows.inventory.Inventory.GreenSchema;
import dev.cutover.workflows.plan.Plan;
import dev.cutover.workflows.plan.PlannedCluster;
import dev.cutover.workflows.plan.PlannedSchema;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the comment of a fence says: written before the swap, since COMMENT cannot join its transaction. It is about the
 * present production only while the fence's name says {@link FenceName.State#PROMOTED} by the same deployment.
 *
 * @param deployment who wrote it
 * @param digest the project's content digest
 * @param blue {@link #hash} of the ids of schemas and clusters that the swap replaces or removes
 * @param green {@link #hash} of the ids of schemas and clusters that the swap puts in place
 * @param objects {@link #hash} of the ids of the objects that the swap puts in place: indexes and what a
 *     source brings along by itself included
 * @param approval one line about the approval: which plan and evidence, and by whom; null when it is not known
 */
public record FenceComment(
        String deployment, String digest, String blue, String green, String objects, String approval) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is written before the swap of this plan. */
    public static FenceComment of(Plan plan, Inventory inventory, String approval) {
        return new FenceComment(
                plan.deployment(),
                plan.project().digest(),
                hash(
                        plan.schemas().stream()
                                .map(PlannedSchema::blueId)
                                .filter(Objects::nonNull)
                                .toList(),
                        plan.clusters().stream()
                                .map(PlannedCluster::blueId)
                                .filter(Objects::nonNull)
                                .toList()),
                hash(
                        inventory.schemas().stream().map(GreenSchema::id).toList(),
                        inventory.clusters().stream().map(GreenCluster::id).toList()),
                hash(inventory.objects().stream().map(CatalogObject::id).toList()),
                approval);
    }

    /** A hash of the ids of schemas and clusters, whatever their order; the two kinds of id are counted apart. */
    public static String hash(Collection<String> schemaIds, Collection<String> clusterIds) {
        return Sha256.hex(String.join(
                " ",
                new TreeSet<>(Stream.concat(
                                schemaIds.stream().map(id -> "schema:" + id),
                                clusterIds.stream().map(id -> "cluster:" + id))
                        .toList())));
    }

    /** A hash of the ids of objects, whatever their order. */
    public static String hash(Collection<String> objectIds) {
        return Sha256.hex(String.join(" ", new TreeSet<>(objectIds)));
    }

    /** The comment, about 360 bytes and those of the approval, of the 1,024 that one may hold (FINDINGS 16). */
    public String text() {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("cutover", 1);
        line.put("deployment", deployment);
        line.put("digest", digest);
        line.put("blue", blue);
        line.put("green", green);
        line.put("objects", objects);
        if (approval != null) {
            line.put("approval", approval);
        }
        return line.toString();
    }

    /** Reads a comment; empty when it is none of ours or says less than this. */
    public static Optional<FenceComment> parse(String comment) {
        if (comment == null || !comment.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode line = JSON.readTree(comment);
            boolean complete = Stream.of("cutover", "deployment", "digest", "blue", "green", "objects")
                    .allMatch(line::hasNonNull);
            return complete
                    ? Optional.of(new FenceComment(
                            line.get("deployment").asText(),
                            line.get("digest").asText(),
                            line.get("blue").asText(),
                            line.get("green").asText(),
                            line.get("objects").asText(),
                            line.path("approval").asText(null)))
                    : Optional.empty();
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }
}
