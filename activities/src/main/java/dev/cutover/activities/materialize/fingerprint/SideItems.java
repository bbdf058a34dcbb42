package dev.cutover.activities.materialize.fingerprint;

import dev.cutover.activities.digest.Sha256;
import dev.cutover.activities.materialize.catalog.ClusterEntry;
import dev.cutover.activities.materialize.catalog.ObjectEntry;
import dev.cutover.activities.materialize.catalog.SchemaEntry;
import dev.cutover.activities.materialize.ownership.OwnershipLine;
import dev.cutover.workflows.text.PackedLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a side consists of, each part with a short digest, so that what differs can be named. The fingerprint decides, these only
 * speak.
 */
public final class SideItems {
    private static final int DIGEST = 10;
    private static final int MOST_NAMED = 10;
    private static final String BETWEEN = "\t";
    private static final int FIELDS = 4;

    /** By key, such as {@code object u5}: aspects with their digests. */
    private final Map<String, Map<String, String>> aspects = new LinkedHashMap<>();

    private final Map<String, String> labels = new TreeMap<>();

    private SideItems() {}

    /** The parts of a side, to be kept. */
    public static PackedLines of(SideFacts side) {
        SideItems items = read(side);
        List<String> lines = new ArrayList<>();
        items.aspects.forEach((key, found) -> found.forEach((aspect, digest) ->
                lines.add(String.join(BETWEEN, key, aspect, digest, items.labels.getOrDefault(key, key)))));
        return PackedLines.of(lines);
    }

    /**
     * What differs, by name: {@code view d.s.v (definition), schema d.t (comment)}; empty when nothing that was kept does.
     *
     * @param before what was kept
     * @param now what the side is now
     */
    public static String differences(PackedLines before, SideFacts now) {
        SideItems kept = read(before);
        SideItems found = read(now);
        Set<String> keys = new LinkedHashSet<>(kept.aspects.keySet());
        keys.addAll(found.aspects.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            Map<String, String> old = kept.aspects.get(key);
            Map<String, String> young = found.aspects.get(key);
            if (old == null) {
                differences.add(found.labels.get(key) + " (new)");
            } else if (young == null) {
                differences.add(kept.labels.get(key) + " (gone)");
            } else if (!old.equals(young)) {
                differences.add(kept.labels.get(key) + " (" + String.join(", ", changed(old, young)) + ")");
            }
        }
        return named(differences);
    }

    private static String named(List<String> differences) {
        int more = differences.size() - MOST_NAMED;
        String named = String.join(", ", differences.subList(0, Math.min(differences.size(), MOST_NAMED)));
        return more > 0 ? named + " and " + more + " more" : named;
    }

    private static Set<String> changed(Map<String, String> old, Map<String, String> young) {
        Set<String> changed = new TreeSet<>();
        changed.addAll(old.keySet());
        changed.addAll(young.keySet());
        changed.removeIf(aspect -> old.getOrDefault(aspect, "").equals(young.getOrDefault(aspect, "")));
        return changed;
    }

    private static SideItems read(PackedLines packed) {
        SideItems items = new SideItems();
        for (String line : packed.lines()) {
            String[] fields = line.split(BETWEEN, FIELDS);
            items.aspects.computeIfAbsent(fields[0], key -> new TreeMap<>()).put(fields[1], fields[2]);
            items.labels.put(fields[0], fields[3]);
        }
        return items;
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
