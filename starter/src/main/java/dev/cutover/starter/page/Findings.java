package dev.cutover.starter.page;

import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.evidence.Evidence.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What of the evidence an approver has to see first. */
final class Findings {
    private Findings() {}

    /** What the project itself says must not be. */
    static List<String> stops(Evidence evidence) {
        List<String> stops = new ArrayList<>();
        add(stops, "checks failed: ", names(evidence, CheckVerdict.FAILED));
        add(stops, "relations hold rows that expect.yaml refuses: ", relations(evidence, Verdict.REFUSED));
        return stops;
    }

    /** What only a person can judge. */
    static List<String> looks(Evidence evidence) {
        List<String> looks = new ArrayList<>();
        add(looks, "relations differ in their rows, and nothing is expected: ", relations(evidence, Verdict.DIFFERENT));
        add(looks, "relations were not compared: ", relations(evidence, Verdict.NOT_COMPARED));
        add(looks, "checks warn: ", names(evidence, CheckVerdict.WARNED));
        add(
                looks,
                "objects disappear: ",
                evidence.objects().stream()
                        .filter(object -> object.difference() == Difference.REMOVED)
                        .map(object -> object.name().toString())
                        .toList());
        add(
                looks,
                "objects outside stay with the old version: ",
                evidence.dependents().stream()
                        .map(dependent -> dependent.object().name().toString())
                        .toList());
        if (!evidence.warnings().isEmpty()) {
            looks.add(evidence.warnings().size() + " warnings, below.");
        }
        return looks;
    }

    private static List<String> names(Evidence evidence, CheckVerdict verdict) {
        return evidence.checks().stream()
                .filter(check -> check.verdict() == verdict)
                .map(check -> check.name())
                .toList();
    }

    private static List<String> relations(Evidence evidence, Verdict verdict) {
        return evidence.data().stream()
                .filter(diff -> diff.verdict() == verdict)
                .map(diff -> diff.relation().toString())
                .toList();
    }

    private static void add(List<String> findings, String what, List<String> names) {
        if (!names.isEmpty()) {
            String shown = names.stream().limit(5).collect(Collectors.joining(", "));
            findings.add(names.size() + " " + what + shown + (names.size() > 5 ? " and more." : "."));
        }
    }
}
