package dev.cutover.workflows.evidence;

import dev.cutover.workflows.evidence.Evidence.CheckResult;
import dev.cutover.workflows.evidence.Evidence.CheckVerdict;
import dev.cutover.workflows.evidence.Evidence.Difference;
import dev.cutover.workflows.evidence.Evidence.ObjectDiff;
import dev.cutover.workflows.plan.ExternalDependent;
import dev.cutover.workflows.text.Amount;
import dev.cutover.workflows.text.PackedLines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What an approval stands on: each thing in the evidence that somebody may object to, without the counts and rows that change
 * while people write. Two evidences with the same findings mean the same to an approver, whatever their digests are.
 */
public final class Findings {
    /** An object with hundreds of differences is one big difference; what comes after these is one finding together. */
    private static final int DETAILS = 5;

    private static final int NAMED = 5;
    private static final int FIELDS = 3;
    private static final String BETWEEN = "\t";

    private final List<String> lines = new ArrayList<>();

    /**
     * One finding.
     *
     * @param rank how bad it is; a higher one for the same subject is worse
     * @param text it in words
     */
    private record Finding(int rank, String text) {}

    /** How objects differ. */
    Findings objects(List<ObjectDiff> objects) {
        for (ObjectDiff object : objects) {
            if (object.difference() == Difference.SAME) {
                continue;
            }
            String name = object.name().toString();
            String difference = object.difference().name().toLowerCase(Locale.ROOT);
            add("object " + name + " " + difference, 1, name + " is " + difference);
            object.details().stream().limit(DETAILS).forEach(detail -> same(name + ": " + detail));
            if (object.details().size() > DETAILS) {
                List<String> more =
                        object.details().subList(DETAILS, object.details().size());
                add(
                        "object " + name + " more " + Integer.toHexString(more.hashCode()),
                        1,
                        name + ": " + Amount.of(more.size(), "more difference"));
            }
        }
        return this;
    }

    /** What the comparison of rows means, relation by relation; how many rows there are is no finding. */
    Findings data(List<DataDiff> data) {
        for (DataDiff diff : data) {
            String name = diff.relation().toString();
            String subject = "rows " + name;
            switch (diff.verdict()) {
                case SAME, EXPECTED -> {}
                case NOT_COMPARED -> add(subject, 1, "the rows of " + name + " could not be compared");
                case DIFFERENT -> add(subject, 2, "the rows of " + name + " differ from production's");
                case REFUSED -> add(subject, 3, "expect.yaml refuses the rows of " + name);
            }
        }
        return this;
    }

    /** Checks that did not pass; how many rows they found is no finding. */
    Findings checks(List<CheckResult> checks) {
        for (CheckResult check : checks) {
            if (check.verdict() != CheckVerdict.PASSED) {
                boolean failed = check.verdict() == CheckVerdict.FAILED;
                add(
                        "check " + check.name(),
                        failed ? 2 : 1,
                        "the check " + check.name() + (failed ? " fails" : " warns"));
            }
        }
        return this;
    }

    /** Sinks of which nobody knows what their readers are not told. */
    Findings sinks(List<SinkEffect> sinks) {
        sinks.stream()
                .filter(effect -> effect.unknown() != null)
                .forEach(effect -> same("what the readers of sink " + effect.sink() + " are not told is not known"));
        return this;
    }

    /** What lies outside and goes on reading the old version. */
    Findings dependents(List<ExternalDependent> dependents) {
        dependents.forEach(dependent -> same(dependent.object().name() + " goes on reading the old version"));
        return this;
    }

    /** Whole sentences, each of which is a finding by itself. */
    Findings notes(List<String> notes) {
        notes.forEach(this::same);
        return this;
    }

    /** Green itself: another fingerprint means that somebody has changed it (P4). */
    Findings green(String fingerprint) {
        add("green " + fingerprint, 1, "green itself was changed: definitions, owners, grants, comments or options");
        return this;
    }

    /** All of it, to be kept. */
    PackedLines packed() {
        return PackedLines.of(lines);
    }

    /** Of everything that evidence holds; the notes are those of its warnings that are findings. */
    public static PackedLines of(
            List<ObjectDiff> objects,
            List<DataDiff> data,
            List<CheckResult> checks,
            List<SinkEffect> sinks,
            List<ExternalDependent> dependents,
            List<String> notes,
            String greenFingerprint) {
        return new Findings()
                .objects(objects)
                .data(data)
                .checks(checks)
                .sinks(sinks)
                .dependents(dependents)
                .notes(notes)
                .green(greenFingerprint)
                .packed();
    }

    /** With one more, a whole sentence. */
    public static PackedLines with(PackedLines findings, String sentence) {
        Findings more = new Findings();
        more.lines.addAll(findings.lines());
        more.same(sentence);
        return more.packed();
    }

    /** What is there now and was not there before, or not as bad, in words; what is gone or got better is not worse. */
    public static List<String> worse(PackedLines before, PackedLines now) {
        Map<String, Finding> former = read(before);
        return read(now).entrySet().stream()
                .filter(entry -> {
                    Finding known = former.get(entry.getKey());
                    return known == null || known.rank() < entry.getValue().rank();
                })
                .map(entry -> entry.getValue().text())
                .toList();
    }

    /** The first of these in words, without the full stop at the end. */
    public static String named(List<String> worse) {
        int more = worse.size() - NAMED;
        String named = worse.stream().limit(NAMED).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : "");
        return named.endsWith(".") ? named.substring(0, named.length() - 1) : named;
    }

    private static Map<String, Finding> read(PackedLines packed) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        for (String line : packed.lines()) {
            String[] fields = line.split(BETWEEN, FIELDS);
            findings.put(fields[1], new Finding(Integer.parseInt(fields[0]), fields[2]));
        }
        return findings;
    }

    private void same(String text) {
        add(text, 1, text);
    }

    private void add(String subject, int rank, String text) {
        lines.add(rank + BETWEEN + oneLine(subject) + BETWEEN + oneLine(text));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\s\\x00]+", " ");
    }
}
