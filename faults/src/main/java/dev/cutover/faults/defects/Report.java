package dev.cutover.faults.defects;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts verdicts. */
final class Report {
    private final Map<String, Counts> families = new LinkedHashMap<>();

    private record Counts(int all, int found, int withFalseAlarms) {
        Counts plus(Verdict verdict) {
            return new Counts(
                    all + 1, found + (verdict.found() ? 1 : 0), withFalseAlarms + (verdict.precise() ? 0 : 1));
        }
    }

    /** Adds one; tells at once what is wrong with it. */
    void add(String family, String name, Verdict verdict, Consumer<String> say) {
        families.merge(family, new Counts(0, 0, 0).plus(verdict), (before, one) -> before.plus(verdict));
        say.accept((verdict.found() && verdict.precise() ? "right  " : "WRONG  ") + family + ": " + name);
        verdict.missed().forEach(missed -> say.accept("       missed: " + missed));
        verdict.falseAlarms().forEach(alarm -> say.accept("       false:  " + alarm));
        if (!verdict.found()) {
            verdict.alarms().forEach(alarm -> say.accept("       told:   " + alarm));
        }
    }

    /** Whether all were found and nothing else was. */
    boolean right() {
        return families.values().stream()
                .allMatch(counts -> counts.found() == counts.all() && counts.withFalseAlarms() == 0);
    }

    /** How many were counted. */
    int size() {
        return families.values().stream().mapToInt(Counts::all).sum();
    }

    /** A table in Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| family | deployments | told right | with a false alarm |");
        lines.add("|---|---|---|---|");
        Counts sum = new Counts(0, 0, 0);
        for (Map.Entry<String, Counts> family : families.entrySet()) {
            Counts counts = family.getValue();
            lines.add(line(family.getKey(), counts));
            sum = new Counts(
                    sum.all() + counts.all(),
                    sum.found() + counts.found(),
                    sum.withFalseAlarms() + counts.withFalseAlarms());
        }
        if (families.size() > 1) {
            lines.add(line("all", sum));
        }
        return lines;
    }

    private static String line(String name, Counts counts) {
        return "| " + name + " | " + counts.all() + " | " + counts.found() + " | " + counts.withFalseAlarms() + " |";
    }
}
