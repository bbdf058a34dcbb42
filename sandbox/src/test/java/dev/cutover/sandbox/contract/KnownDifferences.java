package dev.cutover.sandbox.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The steps in which the sandbox is known to differ, each with its reason: {@code family/scenario step reason}. */
record KnownDifferences(List<Entry> entries) {

    /** One accepted difference. */
    record Entry(String scenario, int step, String reason) {
        static Entry parse(String line) {
            String[] parts = line.split("\\s+", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("expected 'family/scenario step reason', found: " + line);
            }
            return new Entry(parts[0], Integer.parseInt(parts[1]), parts[2]);
        }

        String family() {
            return scenario.substring(0, scenario.indexOf('/'));
        }
    }

    static KnownDifferences load() {
        return new KnownDifferences(
                lines("known-differences.txt").stream().map(Entry::parse).toList());
    }

    /** The reasons by step number. */
    Map<Integer, String> of(String scenario) {
        return entries.stream()
                .filter(entry -> entry.scenario().equals(scenario))
                .collect(Collectors.toMap(Entry::step, Entry::reason, (first, second) -> first, TreeMap::new));
    }

    private static List<String> lines(String file) {
        try (InputStream content = KnownDifferences.class.getResourceAsStream("/contract/" + file)) {
            String text = new String(Objects.requireNonNull(content).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
