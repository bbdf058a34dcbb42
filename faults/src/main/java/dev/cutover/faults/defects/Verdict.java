package dev.cutover.faults.defects;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of one defect.
 *
 * @param missed what should have been told and was not
 * @param falseAlarms what was told and does not follow from the defect
 * @param alarms all that was told
 */
record Verdict(List<String> missed, List<String> falseAlarms, List<String> alarms) {
    /** What every deployment of this kind is told, whatever is in it. */
    private static final List<String> ROUTINE =
            List.of("warning Clusters * exist twice, at twice the cost, *", "warning holdFor is zero: *");

    /** Sentences that sum up other alarms. */
    private static final List<String> SUMS = List.of(
            "warning * relations differ from production in their rows and nothing in expect.yaml expects it: *",
            "warning * relations were not compared with production row by row: *",
            "warning * check(s) did not pass.",
            "warning The promotion takes * object(s) out of production.");

    /** Holds alarms against what a defect has to raise. */
    static Verdict of(Defect defect, List<String> alarms) {
        List<Pattern> finds = patterns(defect.finds());
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < finds.size(); i++) {
            if (alarms.stream().noneMatch(finds.get(i).asMatchPredicate())) {
                missed.add(defect.finds().get(i));
            }
        }
        // Where nothing is wrong, a sum is an alarm like any other.
        List<String> sums = defect.finds().isEmpty() ? List.of() : SUMS;
        List<Pattern> expected = patterns(Stream.of(defect.finds(), defect.also(), ROUTINE, sums)
                .flatMap(List::stream)
                .toList());
        List<String> falseAlarms = alarms.stream()
                .filter(alarm -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(alarm).matches()))
                .toList();
        return new Verdict(missed, falseAlarms, alarms);
    }

    boolean found() {
        return missed.isEmpty();
    }

    boolean precise() {
        return falseAlarms.isEmpty();
    }

    private static List<Pattern> patterns(List<String> texts) {
        return texts.stream()
                .map(text -> Pattern.compile(
                        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                        Pattern.DOTALL))
                .toList();
    }
}
