package dev.cutover.sandbox.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how much of each family agrees, and keeps every difference in {@code target/contract/<family>.txt}. */
final class ContractReport {

    private static final Path FOLDER = Path.of("target", "contract");

    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final Map<String, List<String>> differences = new LinkedHashMap<>();

    private record Count(int behaviour, int wording, int steps) {
        Count plus(List<StepOutcome> outcomes) {
            List<StepOutcome> compared = outcomes.stream()
                    .filter(outcome -> outcome.step().hasOutcome())
                    .toList();
            return new Count(
                    behaviour
                            + (int) compared.stream()
                                    .filter(StepOutcome::sameBehaviour)
                                    .count(),
                    wording
                            + (int) compared.stream()
                                    .filter(StepOutcome::sameWording)
                                    .count(),
                    steps + compared.size());
        }

        String line(String family) {
            return String.format(
                    "%-18s %3d of %3d steps equal (%5.1f %%), %3d to the word",
                    family, behaviour, steps, 100.0 * behaviour / steps, wording);
        }
    }

    void add(String family, String scenario, List<StepOutcome> outcomes) {
        counts.merge(family, new Count(0, 0, 0).plus(outcomes), (before, now) -> before.plus(outcomes));
        List<String> lines = differences.computeIfAbsent(family, unseen -> new ArrayList<>());
        for (StepOutcome outcome : outcomes) {
            if (!outcome.sameWording()) {
                lines.add((outcome.sameBehaviour() ? "wording   " : "BEHAVIOUR ") + scenario + " " + outcome.report());
            }
        }
    }

    /** Writes the files and returns one line per family. */
    String finish() {
        List<String> summary = new ArrayList<>();
        counts.forEach((family, count) -> summary.add(count.line(family)));
        try {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, List<String>> family : differences.entrySet()) {
                Files.write(FOLDER.resolve(family.getKey() + ".txt"), family.getValue());
            }
            Files.write(FOLDER.resolve("summary.txt"), summary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the contract report to " + FOLDER, e);
        }
        return String.join(System.lineSeparator(), summary);
    }
}
