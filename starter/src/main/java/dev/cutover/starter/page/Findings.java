package dev.cutover.starter.page;

import dev.cutover.workflows.evidence.DataDiff.Verdict;
import dev.cutover.workflows.evidence.Evidence;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.evidence.SinkEffect;
import dev.cutover.workflows.text.Amount;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of the evidence an approver has to see first. */
final class Findings {
    private static final int SHOWN = 5;

    /** Said of every deployment that has clusters, so that it tells nothing about this one. */
    private static final Pattern ROUTINE =
            Pattern.compile("Clusters? .* exists? twice, at twice the cost, .*", Pattern.DOTALL);

    private Findings() {}

    /** What the project itself says must not be. */
    static List<String> stops(Evidence evidence) {
        List<String> stops = new ArrayList<>();
        add(stops, "check failed: ", "checks failed: ", names(evidence, CheckVerdict.FAILED));
        add(
                stops,
                "relation holds rows that expect.yaml refuses: ",
                "relations hold rows that expect.yaml refuses: ",
                relations(evidence, Verdict.REFUSED));
        return stops;
    }

    /** What only a person can judge. */
    static List<String> looks(Evidence evidence) {
        List<String> looks = new ArrayList<>();
        add(
                looks,
                "relation differs in its rows, and nothing is expected: ",
                "relations differ in their rows, and nothing is expected: ",
                relations(evidence, Verdict.DIFFERENT));
        add(
                looks,
                "relation was not compared: ",
                "relations were not compared: ",
                relations(evidence, Verdict.NOT_COMPARED));
        add(looks, "check warns: ", "checks warn: ", names(evidence, CheckVerdict.WARNED));
        add(looks, "object disappears: ", "objects disappear: ", objects(evidence, Difference.REMOVED));
        add(
                looks,
                "object differs: ",
                "objects differ: ",
                of(evidence, Difference.CHANGED).map(Findings::changed).toList());
        add(looks, "object is new: ", "objects are new: ", objects(evidence, Difference.ADDED));
        add(
                looks,
                "object outside stays with the old version: ",
                "objects outside stay with the old version: ",
                evidence.dependents().stream()
                        .map(dependent -> dependent.object().name().toString())
                        .toList());
        add(
                looks,
                "sink sends no snapshot of what differs: ",
                "sinks send no snapshot of what differs: ",
                evidence.sinks().stream()
                        .filter(effect -> effect.unknown() != null || effect.differing() > 0)
                        .map(Findings::sink)
                        .toList());
        List<String> warnings = warnings(evidence, false);
        looks.addAll(warnings.stream().limit(SHOWN).toList());
        if (warnings.size() > SHOWN) {
            looks.add(Amount.of(warnings.size() - SHOWN, "more warning") + ", below.");
        }
        return looks;
    }

    /** What is as it was announced: worth knowing, and no reason to hesitate. */
    static List<String> notes(Evidence evidence) {
        List<String> notes = new ArrayList<>();
        add(
                notes,
                "relation differs in its rows as expect.yaml allows: ",
                "relations differ in their rows as expect.yaml allows: ",
                relations(evidence, Verdict.EXPECTED));
        notes.addAll(warnings(evidence, true));
        return notes;
    }

    private static List<String> warnings(Evidence evidence, boolean routine) {
        return evidence.warnings().stream()
                .filter(warning -> ROUTINE.matcher(warning).matches() == routine)
                .toList();
    }

    private static String changed(ObjectDiff object) {
        return switch (object.details().size()) {
            case 0 -> object.name().toString();
            case 1 -> object.name() + " (" + object.details().get(0) + ")";
            default ->
                object.name() + " (" + object.details().get(0) + "; "
                        + (object.details().size() - 1) + " more)";
        };
    }

    private static String sink(SinkEffect effect) {
        return effect.sink() + " ("
                + (effect.unknown() != null
                        ? "how much differs is not known"
                        : Amount.of(effect.differing(), effect.key().isEmpty() ? "row" : "key"))
                + ")";
    }

    private static List<String> objects(Evidence evidence, Difference difference) {
        return of(evidence, difference).map(object -> object.name().toString()).toList();
    }

    private static Stream<ObjectDiff> of(Evidence evidence, Difference difference) {
        return evidence.objects().stream().filter(object -> object.difference() == difference);
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

    private static void add(List<String> findings, String one, String many, List<String> names) {
        if (!names.isEmpty()) {
            String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
            findings.add(Amount.of(names.size(), one, many) + shown + (names.size() > SHOWN ? " and more." : "."));
        }
    }
}
