package dev.cutover.faults.results;

import dev.cutover.faults.process.Coverable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Markdown of what was struck where. */
final class Coverage {
    private Coverage() {}

    /** How often each fault struck. */
    static List<String> ofFaults(List<ProcessLine> runs) {
        Map<String, String> words = Coverable.faults();
        Map<String, int[]> times = new TreeMap<>();
        runs.forEach(run -> times.computeIfAbsent(run.fault(), fault -> new int[2])[run.struck() ? 0 : 1]++);
        List<String> lines =
                new ArrayList<>(List.of("", "| fault | runs | its place was never reached |", "|---|---|---|"));
        times.forEach((fault, count) -> lines.add(
                "| `" + fault + "`: " + words.getOrDefault(fault, fault) + " | " + count[0] + " | " + count[1] + " |"));
        return lines;
    }

    /** How often each boundary of each activity was struck. */
    static List<String> ofBoundaries(List<ProcessLine> runs) {
        Map<String, String> boundaries = Coverable.boundaries();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("| activity | " + String.join(" | ", boundaries.values()) + " |");
        lines.add("|---".repeat(boundaries.size() + 1) + "|");
        Coverable.places().forEach((place, reachable) -> {
            Map<String, Integer> struck = new LinkedHashMap<>();
            boundaries.keySet().forEach(boundary -> struck.put(boundary, 0));
            runs.stream()
                    .filter(run -> run.struck() && place.equals(run.activity()))
                    .forEach(run -> struck.merge(run.boundary(), 1, Integer::sum));
            StringBuilder line = new StringBuilder("| " + place);
            struck.forEach((boundary, times) ->
                    line.append(" | ").append(reachable.contains(boundary) ? String.valueOf(times) : ""));
            lines.add(line + " |");
        });
        return lines;
    }
}
