package dev.cutover.workflows.evidence;

import dev.cutover.workflows.text.PackedLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a side consists of, one line for each aspect of each part with a short digest, so that what differs can be named. */
public final class FactLines {
    private static final int MOST_NAMED = 10;
    private static final String BETWEEN = "\t";
    private static final int FIELDS = 4;

    /** By key, such as {@code object u5}: aspects with their digests. */
    private final Map<String, Map<String, String>> aspects = new LinkedHashMap<>();

    private final Map<String, String> labels = new TreeMap<>();

    private FactLines(PackedLines packed) {
        for (String line : packed.lines()) {
            String[] fields = line.split(BETWEEN, FIELDS);
            aspects.computeIfAbsent(fields[0], key -> new TreeMap<>()).put(fields[1], fields[2]);
            labels.put(fields[0], fields[3]);
        }
    }

    /**
     * One line.
     *
     * @param key what it is about, such as {@code object u5}
     * @param aspect such as {@code definition}
     * @param digest of what is true of it
     * @param label what people call it
     */
    public static String line(String key, String aspect, String digest, String label) {
        return String.join(BETWEEN, key, aspect, digest, label);
    }

    /** What differs, by name: {@code view d.s.v (definition), schema d.t (comment)}; empty when nothing does. */
    public static String differences(PackedLines before, PackedLines now) {
        FactLines kept = new FactLines(before);
        FactLines found = new FactLines(now);
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
}
