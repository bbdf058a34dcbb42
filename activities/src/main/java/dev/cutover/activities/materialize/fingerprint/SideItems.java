package dev.cutover.activities.materialize.fingerprint;

import dev.cutover.activities.digest.Sha256;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.workflows.evidence.FactLines;
import dev.cutover.workflows.text.PackedLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a side consists of, each part with a short digest, so that what differs can be named. The fingerprint decides, these only
 * speak.
 */
public final class SideItems {
    private static final int DIGEST = 10;

    /** By key, such as {@code object u5}: aspects with their digests. */
    private final Map<String, Map<String, String>> aspects = new LinkedHashMap<>();

    private final Map<String, String> labels = new TreeMap<>();

    private SideItems() {}

    /** The parts of a side, to be kept. */
    public static PackedLines of(SideFacts side) {
        SideItems items = read(side);
        List<String> lines = new ArrayList<>();
        items.aspects.forEach((key, found) -> found.forEach((aspect, digest) ->
                lines.add(FactLines.line(key, aspect, digest, items.labels.getOrDefault(key, key)))));
        return PackedLines.of(lines);
    }

    /**
     * What differs, by name, see {@link FactLines#differences}; empty when nothing that was kept does.
     *
     * @param before what was kept
     * @param now what the side is now
     */
    public static String differences(PackedLines before, SideFacts now) {
        return FactLines.differences(before, of(now));
    }

    private static SideItems read(SideFacts side) {
        Map<String, Map<String, TreeSet<String>>> facts = new LinkedHashMap<>();
        SideItems items = new SideItems();
        for (SchemaEntry schema : side.schemas()) {
            String key = "schema " + schema.id();
            items.labels.put(key, "schema " + schema.name());
            add(facts, key, "name", schema.name().toString());
            add(facts, key, "owner or grants", schema.holding().toString());
            add(facts, key, "comment", OwnershipLine.withoutLine(schema.comment()));
        }
        side.defaults()
                .forEach(privilege ->
                        add(facts, "schema " + privilege.schemaId(), "default privileges", privilege.toString()));
        for (ClusterEntry cluster : side.clusters()) {
            String key = "cluster " + cluster.id();
            items.labels.put(key, "cluster " + cluster.name());
            add(facts, key, "name", cluster.name());
            add(facts, key, "owner or grants", cluster.holding().toString());
            add(facts, key, "options", cluster.managed() + " " + cluster.lastingOptions());
            add(facts, key, "comment", OwnershipLine.withoutLine(cluster.comment()));
        }
        side.replicas()
                .forEach(replica -> add(facts, "cluster " + replica.clusterId(), "replicas", replica.toString()));
        for (ObjectEntry object : side.objects()) {
            String key = "object " + object.id();
            String kind = object.kind().sqlWords().toLowerCase(Locale.ROOT);
            items.labels.put(key, kind + " " + object.name());
            add(facts, key, "owner or grants", object.holding().toString());
            add(
                    facts,
                    key,
                    "definition",
                    object.object() + " " + object.schemaId() + " "
                            + side.definitions().get(object.id()));
        }
        side.comments().forEach(comment -> add(facts, "object " + comment.objectId(), "comments", comment.toString()));
        facts.forEach((key, found) -> found.forEach((aspect, texts) -> items.aspects
                .computeIfAbsent(key, some -> new TreeMap<>())
                .put(aspect, Sha256.hex(String.join("\n", texts)).substring(0, DIGEST))));
        return items;
    }

    private static void add(Map<String, Map<String, TreeSet<String>>> facts, String key, String aspect, String fact) {
        if (fact != null) {
            facts.computeIfAbsent(key, some -> new TreeMap<>())
                    .computeIfAbsent(aspect, some -> new TreeSet<>())
                    .add(fact);
        }
    }
}
